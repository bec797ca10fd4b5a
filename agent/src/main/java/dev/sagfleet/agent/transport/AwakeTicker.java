package dev.sagfleet.agent.transport;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The clock of an event loop, which stands still while the process does. A process that was stopped, with a container
 * or by a signal, has heard nobody meanwhile, and what waits in its sockets is read only afterwards: silence, time-outs
 * and grace periods that went on would end then, all at once and wrongly. Safe for many threads.
 *
 * <p>It knows a pause by the time since it was last read, and so has to be read every {@link #BEAT_NANOS}. What keeps
 * the event loop from that, garbage collection for one, is a pause as well.
 */
final class AwakeTicker implements Ticker {
    /** How often it is read at least, as long as the process runs. */
    static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Longer without being read is a pause, none of which counts. */
    static final long AWAKE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final Ticker system;
    private final LongConsumer paused;
    private long readNanos;
    private long pausedNanos;

    /** @param paused told after each pause how long it was, in nanoseconds */
    AwakeTicker(Ticker system, LongConsumer paused) {
        this.system = system;
        this.paused = paused;
        readNanos = system.nanoTime();
    }

    @Override
    public long nanoTime() {
        long pause;
        long now;
        synchronized (this) {
            long read = system.nanoTime();
            pause = read - readNanos > AWAKE_NANOS_MAX ? read - readNanos : 0;
            pausedNanos += pause;
            readNanos = read;
            now = read - pausedNanos;
        }
        if (pause > 0) {
            paused.accept(pause);
        }
        return now;
    }

    /** Later by what it has stood still: who subtracts it from the clock of the system gets the time of this one. */
    @Override
    public synchronized long initialNanoTime() {
        return system.initialNanoTime() + pausedNanos;
    }

    @Override
    public void sleep(long delay, TimeUnit unit) throws InterruptedException {
        system.sleep(delay, unit);
    }
}
