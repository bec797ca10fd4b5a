package dev.sagfleet.controller.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for a thread of the database, first come, first served. Thread-safe. */
final class WorkQueue<E> {
    private final String name;
    private final int sizeMax;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<E> waiting = new ArrayDeque<>();
    private boolean closed;

    /** @param name what the queue is for, as errors say it */
    WorkQueue(String name, int sizeMax) {
        this.name = name;
        this.sizeMax = sizeMax;
    }

    /**
     * Adds to the end, and never waits.
     *
     * @throws DatabaseException if the queue is full or closed
     */
    void add(E work) {
        lock.lock();
        try {
            if (closed) {
                throw new DatabaseException(DatabaseException.Reason.CLOSED, name + ": closed");
            }
            if (waiting.size() >= sizeMax) {
                throw new DatabaseException(
                        DatabaseException.Reason.QUEUE_FULL, name + ": " + sizeMax + " are waiting already");
            }
            waiting.add(work);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something and takes up to {@code max}; nothing once the queue is closed and empty. */
    List<E> take(int max) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<E> taken = new ArrayList<>(Math.min(max, waiting.size()));
            while (taken.size() < max && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
