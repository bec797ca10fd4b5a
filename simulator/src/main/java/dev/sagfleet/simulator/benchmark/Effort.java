package dev.sagfleet.simulator.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds of each contender, after some to warm up
 * @param span of a round of round trips
 * @param commandDevices that are each sent one command at a time
 * @param connects of a round
 * @param heapRounds of the heap, each in new processes
 * @param heapSockets devices whose heap is measured over sockets
 * @param heapMemory devices whose heap is measured in memory
 * @param requests of a round of API reads
 * @param associations of a round
 */
public record Effort(
        int rounds,
        Duration span,
        int commandDevices,
        int connects,
        int heapRounds,
        int heapSockets,
        int heapMemory,
        int requests,
        int associations) {
    /** What it takes to tell how fast and small it is: some 15 minutes. */
    public static final Effort FULL =
            new Effort(5, Duration.ofSeconds(3), 256, 5_000, 2, 15_000, 200_000, 40_000, 4_000);

    /** Enough to see that everything works: less than a minute. Its numbers say nothing. */
    public static final Effort QUICK = new Effort(1, Duration.ofMillis(200), 16, 50, 1, 50, 100, 200, 20);
}
