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
 * @param shaping how long each relay is looked at for each rate
 * @param changes up and down of a bandwidth
 * @param virtualDevices on virtual time whose events are measured, and who live for a month
 * @param virtualAtRest devices whose heap is measured there
 * @param downloads of an image at a time
 * @param imageBytes of that image
 * @param upgradesOverSockets of devices that fetch all bytes of an image
 * @param upgradesInMemory of devices of which only the number does
 * @param upgradeBytes of that image
 * @param rolloutMembers of the largest rollout
 * @param rehearsed devices of the largest campaign that is rehearsed in any case: 50 or more
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
        int associations,
        Duration shaping,
        int changes,
        int virtualDevices,
        int virtualAtRest,
        int downloads,
        int imageBytes,
        int upgradesOverSockets,
        int upgradesInMemory,
        int upgradeBytes,
        int rolloutMembers,
        int rehearsed) {
    /** What it takes to tell how fast and small it is: some 20 minutes. */
    public static final Effort FULL = new Effort(
            5,
            Duration.ofSeconds(3),
            256,
            5_000,
            2,
            15_000,
            200_000,
            40_000,
            4_000,
            Duration.ofSeconds(10),
            20,
            10_000,
            1_000_000,
            64,
            64 << 20,
            1_000,
            200_000,
            8 << 20,
            300_000,
            100_000);

    /** Enough to see that everything works: a minute. Its numbers say nothing. */
    public static final Effort QUICK = new Effort(
            1,
            Duration.ofMillis(200),
            16,
            50,
            1,
            50,
            100,
            200,
            20,
            Duration.ofMillis(500),
            2,
            100,
            1_000,
            4,
            1 << 20,
            10,
            100,
            1 << 20,
            3_000,
            1_000);
}
