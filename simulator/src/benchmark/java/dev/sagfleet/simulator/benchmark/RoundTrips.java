package dev.sagfleet.simulator.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Commands to many devices, to each the next one as soon as it has answered the last. */
abstract class RoundTrips<D> implements Contender {
    private static final Duration END_MAX = Duration.ofSeconds(30);

    private final Duration span;
    private final LongAdder done = new LongAdder();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean isRunning;

    RoundTrips(Duration span) {
        this.span = span;
    }

    abstract Collection<D> devices();

    /** Sends a device a command; its answer is told to {@link #answered}. */
    abstract void send(D device);

    final void answered(D device) {
        done.increment();
        if (isRunning) {
            send(device);
        } else {
            unanswered.decrementAndGet();
        }
    }

    /** Round trips a second. */
    @Override
    public double measure() throws InterruptedException {
        done.reset();
        unanswered.set(devices().size());
        isRunning = true;
        long beganNanos = System.nanoTime();
        devices().forEach(this::send);
        TimeUnit.NANOSECONDS.sleep(span.toNanos());
        double rate = done.sum() * 1e9 / (System.nanoTime() - beganNanos);
        isRunning = false;
        Wait.until(() -> unanswered.get() == 0, END_MAX, () -> unanswered.get() + " commands were not answered");
        return rate;
    }
}
