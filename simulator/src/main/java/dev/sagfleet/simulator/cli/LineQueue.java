package dev.sagfleet.simulator.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines on their way to a stream that may be slow or stuck: whoever writes them never waits. What there is no room
 * for is left out, and one line says how much once the stream takes lines again. Safe for many threads.
 */
final class LineQueue extends OutputStream {
    /** How much may wait, beside what is being written. */
    static final int WAITING_BYTES_MAX = 1 << 20;

    /** A longer line is cut. */
    private static final int LINE_BYTES_MAX = 1 << 16;

    /** How much is written at a time. */
    private static final int WRITE_BYTES = 1 << 13;

    private final OutputStream target;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int waitingBytes;
    private long leftOut;
    private long writtenCount;
    private boolean isWriting;

    private LineQueue(OutputStream target) {
        this.target = target;
    }

    /** Starts a thread, which does not keep the process, that writes lines to a stream. */
    static LineQueue start(String thread, OutputStream target) {
        var queue = new LineQueue(target);
        Thread writer = new Thread(queue::writeAll, thread);
        writer.setDaemon(true);
        writer.start();
        return queue;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            for (int i = offset; i < offset + length; i++) {
                line.write(bytes[i]);
                if (bytes[i] == '\n' || line.size() == LINE_BYTES_MAX) {
                    add();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void add() {
        byte[] added = line.toByteArray();
        line.reset();
        if (waitingBytes + added.length > WAITING_BYTES_MAX) {
            leftOut++;
            return;
        }
        lines.add(added);
        waitingBytes += added.length;
        changed.signalAll();
    }

    /**
     * Waits until all that was written is in the stream, a line without an end too.
     *
     * @param patience how long to wait for a stream that takes nothing
     */
    void drain(Duration patience) {
        lock.lock();
        try {
            if (line.size() > 0) {
                add();
            }
            long seenCount = writtenCount;
            long waitNanos = patience.toNanos();
            while ((isWriting || !lines.isEmpty() || leftOut > 0) && waitNanos > 0) {
                waitNanos = changed.awaitNanos(waitNanos);
                if (writtenCount != seenCount) {
                    seenCount = writtenCount;
                    waitNanos = patience.toNanos();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        try {
            while (true) {
                byte[] next = take();
                try {
                    target.write(next);
                    target.flush();
                } catch (IOException e) {
                    // Nobody reads any more, and there is nowhere else to say so.
                }
                written();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] take() throws InterruptedException {
        lock.lock();
        try {
            while (lines.isEmpty() && leftOut == 0) {
                changed.await();
            }
            var taken = new ByteArrayOutputStream();
            while (!lines.isEmpty() && taken.size() < WRITE_BYTES) {
                byte[] first = lines.remove();
                waitingBytes -= first.length;
                taken.writeBytes(first);
            }
            // What was left out came after all that waited then.
            if (lines.isEmpty() && leftOut > 0) {
                taken.writeBytes(("sag: " + leftOut + " lines were left out here, since nobody read them in time\n")
                        .getBytes(StandardCharsets.US_ASCII));
                leftOut = 0;
            }
            isWriting = true;
            return taken.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    private void written() {
        lock.lock();
        try {
            isWriting = false;
            writtenCount++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
