package dev.sagfleet.agent.shaping;

import java.util.function.IntSupplier;

/** A flow of a {@link VirtualLine}: it always has more to send, or sends something at intervals. */
final class Sender extends Flow {
    private final VirtualLine line;
    private final boolean isAccelerable;
    private IntSupplier pieceBytes = () -> 0;
    private long lateNanosMax;
    private boolean isBacklogged;
    private long offeredAtNanos;
    private long passedBytes;
    private long longestWaitNanos;

    Sender(VirtualLine line, boolean isAccelerable) {
        this.line = line;
        this.isAccelerable = isAccelerable;
        line.direction.join();
    }

    /** Begins a flow that offers its next quantum once the last has passed, late by a random time. */
    static Sender bulk(VirtualLine line, boolean isAccelerable, long lateNanosMax) {
        Sender sender = new Sender(line, isAccelerable);
        sender.begin(() -> line.direction.quantumBytes(sender), lateNanosMax);
        return sender;
    }

    static Sender other(VirtualLine line) {
        return bulk(line, false, 0);
    }

    static Sender accelerated(VirtualLine line) {
        return bulk(line, true, 0);
    }

    /** Begins a flow that offers pieces, each as soon as the one before it has passed. */
    static Sender ofPieces(VirtualLine line, IntSupplier pieceBytes) {
        Sender sender = new Sender(line, false);
        sender.begin(pieceBytes, 0);
        return sender;
    }

    /** Begins a flow that offers some bytes at even intervals. */
    static Sender interactive(VirtualLine line, int bytes, long intervalNanos) {
        Sender sender = new Sender(line, false);
        sender.offerEvery(bytes, intervalNanos);
        return sender;
    }

    void begin(IntSupplier pieces, long lateMax) {
        pieceBytes = pieces;
        lateNanosMax = lateMax;
        isBacklogged = true;
        if (waitingBytes() == 0) {
            offer(pieceBytes.getAsInt());
        }
    }

    /** Offers no more. */
    void pause() {
        isBacklogged = false;
    }

    void leave() {
        isBacklogged = false;
        line.direction.leave(this);
    }

    long passedBytes() {
        return passedBytes;
    }

    long longestWaitNanos() {
        return longestWaitNanos;
    }

    private void offerEvery(int bytes, long intervalNanos) {
        offer(bytes);
        line.after(intervalNanos, () -> offerEvery(bytes, intervalNanos));
    }

    private void offer(int bytes) {
        if (waitingBytes() == 0) {
            offeredAtNanos = line.nowNanos();
        }
        line.offer(this, bytes);
    }

    @Override
    protected boolean isAccelerable() {
        return isAccelerable;
    }

    @Override
    protected void pass(int bytes) {
        passedBytes += bytes;
        longestWaitNanos = Math.max(longestWaitNanos, line.nowNanos() - offeredAtNanos);
        line.passed(bytes, isAccelerable);
        if (!isBacklogged || waitingBytes() > 0) {
            return;
        }
        long lateNanos = line.random.nextLong(lateNanosMax + 1);
        if (lateNanos == 0) {
            offer(pieceBytes.getAsInt());
        } else {
            line.after(lateNanos, this::offerAgain);
        }
    }

    private void offerAgain() {
        if (isBacklogged && waitingBytes() == 0) {
            offer(pieceBytes.getAsInt());
        }
    }
}
