package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.inventory.Callbacks;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;

/**
 * Keeps records of one kind in the store: many with one change, and one change at a time, in the order in which they
 * came. So the store never has more to do for them than one change, however many sessions there are; whoever waits
 * longer for it comes up with the next change. What waits is bounded by the sessions that it is about, since records
 * of one key become one.
 *
 * <p>What the store cannot keep, for lack of space or since too much waits there, is tried again until it is kept, the
 * same records first. Records whose rules fail are made one by one, and the one that fails by itself is turned away.
 *
 * <p>Safe for many threads.
 */
final class BatchedRecords<R, O> {
    /** Enough that a commit costs little for each, few enough that a call of the API does not wait for long. */
    static final int WITH_ONE_CHANGE_MAX = 500;

    static final Duration RETRY_MAX = Duration.ofSeconds(5);
    private static final Duration RETRY_FIRST = Duration.ofMillis(100);

    private final RecordKind<R, O> kind;
    private final BinaryOperator<R> merging;
    private final Store store;
    private final Scheduler scheduler;
    private final RepeatedFailure failures;

    private final Lock lock = new ReentrantLock();
    private final Map<Object, R> waiting = new LinkedHashMap<>();
    /** Of a batch on which the rules failed; they come before those that wait. */
    private final Queue<R> oneByOne = new ArrayDeque<>();

    private boolean isBusy;
    private int holds;
    private boolean isStopped;
    /** Touched by the one change at a time. */
    private Duration retryDelay = RETRY_FIRST;

    BatchedRecords(RecordKind<R, O> kind, Store store, Scheduler scheduler, RepeatedFailure failures) {
        this.kind = kind;
        merging = kind::merge;
        this.store = store;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    /** Takes a record in; it is written now or when those before it have been. */
    void add(R record) {
        List<R> batch = List.of();
        lock.lock();
        try {
            if (isStopped) {
                return;
            }
            waiting.merge(kind.key(record), record, merging);
            if (!isBusy) {
                batch = take();
            }
        } finally {
            lock.unlock();
        }
        write(batch);
    }

    /** Writes nothing more for so long; what comes meanwhile waits, and becomes one with what it is about. */
    void holdFor(Duration time) {
        locked(() -> holds++);
        scheduler.schedule(time, () -> {
            locked(() -> holds--);
            writeIfIdle();
        });
    }

    /** Whether anything that comes now waits for {@link #holdFor} to end. */
    boolean isHeld() {
        lock.lock();
        try {
            return holds > 0;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing more is taken in; what waits is still written as long as the store is open. */
    void stop() {
        locked(() -> isStopped = true);
    }

    private void write(List<R> batch) {
        if (batch.isEmpty()) {
            return;
        }
        store.write(transaction -> outcomes(transaction, batch), outcomes -> tell(batch, outcomes))
                .whenComplete((outcomes, failure) -> {
                    if (failure == null) {
                        retryDelay = RETRY_FIRST;
                        writeNext();
                    } else {
                        failed(batch, Store.causeOf(failure));
                    }
                });
    }

    private List<O> outcomes(Transaction transaction, List<R> batch) {
        List<O> outcomes = new ArrayList<>(batch.size());
        for (R record : batch) {
            outcomes.add(kind.write(transaction, record));
        }
        return outcomes;
    }

    private void tell(List<R> batch, List<O> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            R record = batch.get(i);
            O outcome = outcomes.get(i);
            Callbacks.run("session record", () -> kind.written(record, outcome));
        }
    }

    private void writeIfIdle() {
        List<R> batch;
        lock.lock();
        try {
            batch = isBusy ? List.of() : take();
        } finally {
            lock.unlock();
        }
        write(batch);
    }

    private void writeNext() {
        List<R> batch;
        lock.lock();
        try {
            batch = take();
        } finally {
            lock.unlock();
        }
        write(batch);
    }

    /** The next batch, within the lock; nothing if nothing waits, and then nobody is busy. */
    private List<R> take() {
        if (holds > 0 || (oneByOne.isEmpty() && waiting.isEmpty())) {
            isBusy = false;
            return List.of();
        }
        List<R> taken = new ArrayList<>(Math.min(waiting.size(), WITH_ONE_CHANGE_MAX));
        if (!oneByOne.isEmpty()) {
            taken.add(oneByOne.remove());
        } else {
            var next = waiting.values().iterator();
            while (next.hasNext() && taken.size() < WITH_ONE_CHANGE_MAX) {
                R record = next.next();
                next.remove();
                if (kind.isWanted(record)) {
                    taken.add(record);
                }
            }
        }
        isBusy = !taken.isEmpty();
        return taken;
    }

    private void failed(List<R> batch, Throwable cause) {
        if (!(cause instanceof StoreException refused)) {
            rulesFailed(batch, cause);
        } else if (refused.reason() == StoreException.Reason.CLOSED) {
            stop();
        } else {
            failures.report("not kept: records=" + batch.size(), cause);
            Duration delay = retryDelay;
            retryDelay = retryDelay.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? retryDelay.multipliedBy(2) : RETRY_MAX;
            if (kind.isKeptMeanwhile() || refused.reason() == StoreException.Reason.OVERLOADED) {
                scheduler.schedule(delay, () -> write(batch));
            } else {
                turnAwayAll(batch, cause);
                scheduler.schedule(delay, this::writeNext);
            }
        }
    }

    private void rulesFailed(List<R> batch, Throwable cause) {
        if (batch.size() == 1) {
            failures.report("record not kept: " + kind.key(batch.get(0)), cause);
            kind.turnedAway(batch, cause);
        } else {
            locked(() -> oneByOne.addAll(batch));
        }
        writeNext();
    }

    private void turnAwayAll(List<R> batch, Throwable cause) {
        List<R> all = new ArrayList<>(batch);
        locked(() -> {
            all.addAll(waiting.values());
            waiting.clear();
        });
        kind.turnedAway(all, cause);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
