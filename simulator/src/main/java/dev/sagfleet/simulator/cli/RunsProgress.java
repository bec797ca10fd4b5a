package dev.sagfleet.simulator.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Says how many of many rehearsals are done, now and then. Safe for many threads. */
final class RunsProgress implements IntConsumer {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int count;
    private final PrintWriter out;
    private long saidNanos = System.nanoTime();

    RunsProgress(int count, PrintWriter out) {
        this.count = count;
        this.out = out;
    }

    @Override
    public synchronized void accept(int done) {
        long nowNanos = System.nanoTime();
        if (nowNanos - saidNanos >= PAUSE_NANOS) {
            saidNanos = nowNanos;
            out.println(String.format(Locale.ROOT, "%,d of %,d rehearsals", done, count));
            out.flush();
        }
    }
}
