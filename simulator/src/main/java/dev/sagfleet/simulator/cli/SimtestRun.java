package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.simtest.Coverage;
import dev.sagfleet.simulator.simtest.SimOptions;
import dev.sagfleet.simulator.simtest.SimResult;
import dev.sagfleet.simulator.simtest.SimWorld;
import dev.sagfleet.simulator.text.SimtestText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many worlds on all processors, each on one thread. */
final class SimtestRun {
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What is broken more often says nothing more. */
    private static final int BROKEN_MAX = 10;

    private final SimOptions options;
    private final int seeds;
    private final PrintWriter out;
    private final AtomicLong next = new AtomicLong();
    private final Coverage coverage = new Coverage();
    private final List<SimResult> broken = new ArrayList<>();
    private long beganNanos;
    private long toldNanos;
    private long worlds;
    private long brokenWorlds;
    private long events;
    private long endedNanos;

    /** @param options of the first world; the seeds of the others follow */
    SimtestRun(SimOptions options, int seeds, PrintWriter out) {
        this.options = options;
        this.seeds = seeds;
        this.out = out;
    }

    void run() throws InterruptedException {
        beganNanos = System.nanoTime();
        toldNanos = beganNanos;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(this::work, "simtest " + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        endedNanos = System.nanoTime();
        broken.sort(Comparator.comparingLong(result -> result.options().seed()));
    }

    private void work() {
        for (long index = next.getAndIncrement(); index < seeds; index = next.getAndIncrement()) {
            add(SimWorld.run(options.withSeed(options.seed() + index), line -> {}));
        }
    }

    private synchronized void add(SimResult result) {
        worlds++;
        events += result.events();
        coverage.add(result.coverage());
        if (result.isBroken()) {
            brokenWorlds++;
            if (broken.size() < BROKEN_MAX) {
                broken.add(result);
            }
        }
        long nowNanos = System.nanoTime();
        if (nowNanos - toldNanos >= PROGRESS_NANOS) {
            toldNanos = nowNanos;
            out.println(SimtestText.progress(worlds, seeds, events, nowNanos - beganNanos));
            out.flush();
        }
    }

    /** The first worlds that broke an invariant, in the order of their seeds. */
    List<SimResult> broken() {
        return broken;
    }

    Coverage coverage() {
        return coverage;
    }

    String summary() {
        return SimtestText.summary(worlds, brokenWorlds, events, endedNanos - beganNanos);
    }
}
