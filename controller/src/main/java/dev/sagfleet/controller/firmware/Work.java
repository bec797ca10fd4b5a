package dev.sagfleet.controller.firmware;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is done one after the other on a thread that may wait. Only so much waits at a time: more is refused at once.
 * Safe for many threads.
 */
public final class Work {
    private final Executor executor;
    private final int tasksMax;
    private final AtomicInteger tasks = new AtomicInteger();

    /**
     * Work on a thread.
     *
     * @param executor runs one task at a time
     * @param tasksMax that may be under way or waiting; 1 or more
     */
    public Work(Executor executor, int tasksMax) {
        this.executor = executor;
        this.tasksMax = tasksMax;
    }

    /** Does something in its turn; the stage fails with what it threw, or if there is too much to do. */
    <T> CompletionStage<T> run(Callable<T> task) {
        if (tasks.get() >= tasksMax) {
            return CompletableFuture.failedFuture(Catalogue.busy());
        }
        return runAnyway(task);
    }

    /** Likewise, and never too much: for the end of what was begun. */
    <T> CompletionStage<T> runAnyway(Callable<T> task) {
        var outcome = new CompletableFuture<T>();
        tasks.incrementAndGet();
        try {
            executor.execute(() -> complete(outcome, task));
        } catch (RejectedExecutionException e) {
            tasks.decrementAndGet();
            outcome.completeExceptionally(Catalogue.busy()); // the controller stops
        }
        return outcome;
    }

    private <T> void complete(CompletableFuture<T> outcome, Callable<T> task) {
        try {
            T result = task.call();
            tasks.decrementAndGet();
            outcome.complete(result);
        } catch (Exception e) {
            tasks.decrementAndGet();
            outcome.completeExceptionally(e instanceof RuntimeException ? e : new CompletionException(e));
        }
    }
}
