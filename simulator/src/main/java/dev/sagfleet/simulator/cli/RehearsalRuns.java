package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Many rehearsals, on all processors, each on one thread; what comes of them does not depend on how many those are. */
final class RehearsalRuns {
    private static final int RUNS_MAX = 100_000;

    private final List<Script> scripts;
    private final @Nullable Outcome[] outcomes;
    private final IntFunction<Rehearsal.Listener> listeners;
    private final RunsProgress progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private RehearsalRuns(List<Script> scripts, IntFunction<Rehearsal.Listener> listeners, RunsProgress progress) {
        this.scripts = scripts;
        this.listeners = listeners;
        this.progress = progress;
        outcomes = new Outcome[scripts.size()];
    }

    /** Refuses to run so many. */
    static void requireCount(CommandSpec command, int count) {
        if (count < 1 || count > RUNS_MAX) {
            throw Arguments.wrong(command, "--runs: " + count, "1 to " + RUNS_MAX);
        }
    }

    /** The same script with so many seeds, one by one. */
    static List<Script> seeded(Script script, long first, int count) {
        return LongStream.range(first, first + count).mapToObj(script::withSeed).toList();
    }

    /**
     * Runs them.
     *
     * @return the outcomes in the order of the scripts
     */
    static List<Outcome> of(List<Script> scripts, RunsProgress progress) throws InterruptedException {
        return of(scripts, any -> Rehearsal.Listener.NONE, progress);
    }

    /**
     * Runs them likewise.
     *
     * @param listeners to each, by its number from 0; each is told of its rehearsal on one thread
     */
    static List<Outcome> of(List<Script> scripts, IntFunction<Rehearsal.Listener> listeners, RunsProgress progress)
            throws InterruptedException {
        return of(scripts, listeners, progress, Runtime.getRuntime().availableProcessors());
    }

    /** Runs them on so many threads. */
    static List<Outcome> of(
            List<Script> scripts, IntFunction<Rehearsal.Listener> listeners, RunsProgress progress, int threads)
            throws InterruptedException {
        var runs = new RehearsalRuns(scripts, listeners, progress);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, scripts.size()); i++) {
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
                outcomes[i] = Rehearsal.run(scripts.get(i), progress.beside(listeners.apply(i)));
                progress.done();
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            next.set(outcomes.length);
        }
    }
}
