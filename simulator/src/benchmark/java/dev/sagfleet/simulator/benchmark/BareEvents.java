package dev.sagfleet.simulator.benchmark;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** What a bare heap takes to pop an event and push one, with as many waiting as in a world on virtual time. */
final class BareEvents {
    private static final int EVENTS_A_LOOK = 100_000;
    private static final long DELAY_NANOS_MAX = 2_000_000_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Duration span;
    private final IntSupplier waiting;

    /** @param waiting how many events wait, asked for in each round */
    BareEvents(Duration span, IntSupplier waiting) {
        this.span = span;
        this.waiting = waiting;
    }

    /** Nanoseconds of CPU time for an event. */
    double measure() {
        int entries = Math.max(1, waiting.getAsInt());
        var heap = new BareEventHeap(entries);
        for (int i = 0; i < entries; i++) {
            heap.push(random.nextLong(DELAY_NANOS_MAX));
        }
        long[] delays = random.longs(EVENTS_A_LOOK, 0, DELAY_NANOS_MAX).toArray();
        long events = 0;
        long startNanos = CpuTime.nanos();
        long nowNanos = startNanos;
        while (nowNanos - startNanos < span.toNanos()) {
            for (long delay : delays) {
                heap.push(heap.pop() + delay);
            }
            events += EVENTS_A_LOOK;
            nowNanos = CpuTime.nanos();
        }
        return (nowNanos - startNanos) / (double) events;
    }
}
