package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The same rollout with many seeds, on all processors, each on one thread; what comes of them does not depend on how many. */
final class RehearsalRuns {
    private static final int RUNS_MAX = 100_000;

    private final Script first;
    private final @Nullable Outcome[] outcomes;
    private final IntConsumer progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private RehearsalRuns(Script first, int count, IntConsumer progress) {
        this.first = first;
        this.progress = progress;
        outcomes = new Outcome[count];
    }

    /** Refuses to run so many. */
    static void requireCount(CommandSpec command, int count) {
        if (count < 1 || count > RUNS_MAX) {
            throw Arguments.wrong(command, "--runs: " + count, "1 to " + RUNS_MAX);
        }
    }

    /**
     * Runs them.
     *
     * @param first with the first seed; the others follow it
     * @param out is told now and then how many are done
     * @return the outcomes in the order of their seeds
     */
    static List<Outcome> of(Script first, int count, PrintWriter out) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        var runs = new RehearsalRuns(first, count, new RunsProgress(count, out));
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(runs::work, "rehearsal " + i);
            thread.setDaemon(true);
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        RuntimeException failed = runs.failure.get();
        if (failed != null) {
            throw failed;
        }
        return Arrays.stream(runs.outcomes).map(Objects::requireNonNull).toList();
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement(); i < outcomes.length; i = next.getAndIncrement()) {
                outcomes[i] = Rehearsal.run(first.withSeed(first.seed() + i), Rehearsal.Listener.NONE);
                progress.accept(done.incrementAndGet());
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            next.set(outcomes.length);
        }
    }
}
