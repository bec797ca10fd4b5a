package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.TrackedChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The inventory in memory, for one controller. Thread-safe; everything is done on the loop that it is given.
 *
 * <p>Changes wait for their commit, up to {@link #GROUP_MAX} of them together. Once its delay is over the group is made
 * and durable in one task of the loop. What is told of it follows in another one, so that a crash may come between. A
 * query is a task too, and sees all groups that are durable. However many wait, a commit waits for one of them at most.
 * Where {@linkplain CommitConditions#areTurnsJoined() turns are joined}, only commits are tasks.
 * A change or a query must not wait for the store.
 */
public final class MemoryStore implements Store {
    /** How many changes one commit makes durable at most. */
    public static final int GROUP_MAX = 1_000;

    /** How many changes may wait before further ones are turned away, and how many queries. */
    public static final int QUEUE_MAX = 100_000;

    private final MemoryContent content;
    private final Loop loop;
    private final DesiredStateListener listener;
    private final CommitConditions conditions;
    private final Gate changes = new Gate("changes in memory", QUEUE_MAX);
    private final Gate queries = new Gate("queries in memory", QUEUE_MAX);
    private volatile boolean isCrashed;

    /** The loop's own, as are the next fields. */
    private final Queue<QueuedChange<?>> queue = new ArrayDeque<>();

    private boolean isCommitting;
    private final Turns answering = new Turns(turn -> after(Duration.ZERO, turn));

    /**
     * A store that goes on with what an earlier one left.
     *
     * @param content that no other store uses any more
     */
    public MemoryStore(MemoryContent content, Loop loop, DesiredStateListener listener, CommitConditions conditions) {
        this.content = content;
        this.loop = loop;
        this.listener = listener;
        this.conditions = conditions;
    }

    @Override
    public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
        var tracked = new TrackedChange<T>(change, committed, listener);
        return make(() -> tracked.makeIn(desired -> new MemoryTransaction(content, desired)), tracked::tell);
    }

    @Override
    public CompletionStage<Long> startIncarnation() {
        return make(() -> content.incarnations().next(), number -> {});
    }

    private <T> CompletionStage<T> make(Supplier<T> change, Consumer<T> tell) {
        var queued = new QueuedChange<T>(change, tell);
        return enter(changes, queued.stage(), () -> add(queued));
    }

    @Override
    public <T> CompletionStage<T> read(Query<T> query) {
        var stage = new CompletableFuture<T>();
        Runnable answer = () -> answer(query, stage);
        return enter(queries, stage, conditions.areTurnsJoined() ? answer : () -> answering.take(answer));
    }

    /** Has a task run that completes the stage sooner or later, unless too much waits already. */
    private <T> CompletionStage<T> enter(Gate gate, CompletionStage<T> stage, Runnable task) {
        try {
            gate.enter();
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (conditions.areTurnsJoined()) {
            runUnlessCrashed(task);
            return stage;
        }
        try {
            loop.execute(() -> runUnlessCrashed(task));
        } catch (RejectedExecutionException e) {
            gate.leave();
            return CompletableFuture.failedFuture(
                    new StoreException(StoreException.Reason.CLOSED, "the loop of the store has ended", e));
        }
        return stage;
    }

    private <T> void answer(Query<T> query, CompletableFuture<T> stage) {
        try {
            stage.complete(query.runOn(new MemoryReading(content)));
        } catch (RuntimeException | Error e) { // whatever it is, nobody may wait for ever
            stage.completeExceptionally(e);
        } finally {
            queries.leave();
        }
    }

    private void add(QueuedChange<?> queued) {
        queue.add(queued);
        if (!isCommitting) {
            beginCommit();
        }
    }

    private void beginCommit() {
        isCommitting = true;
        CommitConditions.Commit commit = conditions.next();
        after(commit.delay(), () -> commit(commit.ending()));
    }

    private void commit(CommitConditions.Ending ending) {
        List<QueuedChange<?>> group = new ArrayList<>(Math.min(GROUP_MAX, queue.size()));
        while (group.size() < GROUP_MAX && !queue.isEmpty()) {
            group.add(queue.remove());
        }
        switch (ending) {
            case KEPT -> group.forEach(queued -> queued.make(content.undo()));
            case OUT_OF_SPACE -> failAll(group, StoreException.Reason.OUT_OF_SPACE, "there is no space");
            case FAILED -> failAll(group, StoreException.Reason.FAILED, "the commit failed");
        }
        if (conditions.areTurnsJoined()) {
            acknowledge(group);
        } else {
            after(Duration.ZERO, () -> acknowledge(group));
        }
    }

    private static void failAll(List<QueuedChange<?>> group, StoreException.Reason reason, String why) {
        var failure = new StoreException(reason, "the changes were not kept: " + why);
        group.forEach(queued -> queued.fail(failure));
    }

    /** Whoever is told may let the process crash, and then nobody after it is told. */
    private void acknowledge(List<QueuedChange<?>> group) {
        for (QueuedChange<?> queued : group) {
            if (isCrashed) {
                return;
            }
            queued.acknowledge();
            changes.leave();
        }
        isCommitting = false;
        if (!queue.isEmpty()) {
            beginCommit();
        }
    }

    private void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            loop.execute(() -> runUnlessCrashed(task));
        } else {
            loop.schedule(delay, () -> runUnlessCrashed(task));
        }
    }

    private void runUnlessCrashed(Runnable task) {
        if (!isCrashed) {
            task.run();
        }
    }

    /**
     * Ends as a process does that is killed, whatever it was about: what is not committed is lost, and nothing that
     * was asked for is ever called back. To be called on the loop.
     */
    public void crash() {
        isCrashed = true;
        queue.clear();
        answering.clear();
    }

    /** Takes nothing more in; the stage completes once all that was asked for is done. */
    public CompletionStage<?> close() {
        return changes.close().thenCombine(queries.close(), (noChanges, noQueries) -> true);
    }
}
