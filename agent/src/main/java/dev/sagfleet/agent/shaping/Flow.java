package dev.sagfleet.agent.shaping;

/**
 * One direction of a connection: bytes that were read and wait for their turn in a {@link ShapedDirection}. It
 * belongs to that direction, and has its owner.
 */
public abstract class Flow {
    /** What it may still pass without a turn of its own, in bytes: 0 to a quantum. */
    long deficitBytes;

    /** When the first of the bytes that wait arrived: the later ones wait behind them. */
    long arrivedNanos;

    boolean isQueued;
    private int waitingBytes;

    /** Whether its destination is one that is accelerated, while the device accelerates at all. */
    protected abstract boolean isAccelerable();

    /** Whether the device fetches it for itself, so that it passes where nothing is forwarded as well. */
    protected boolean isOwn() {
        return false;
    }

    /**
     * Sends on what waited; called once the buckets are debited for it. More may be offered at once.
     *
     * @param bytes 1 to those that wait, the first of them
     */
    protected abstract void pass(int bytes);

    /** The bytes that wait. */
    public final int waitingBytes() {
        return waitingBytes;
    }

    final void arrive(int bytes, long nowNanos) {
        if (waitingBytes == 0) {
            arrivedNanos = nowNanos;
        }
        waitingBytes = Math.addExact(waitingBytes, bytes);
    }

    final void depart(int bytes) {
        waitingBytes -= bytes;
    }
}
