package dev.sagfleet.agent.shaping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flows of one class that wait for their turn, in the order of their turns, and what they have passed. */
final class FlowRing {
    /** So long without anything to carry is a pause. */
    private static final long PAUSE_NANOS = 100_000_000;

    /** What a byte counts for one flow alone: fine enough for many, and good for years. */
    private static final long PROGRESS_PER_BYTE = 1_024;

    private final Deque<Flow> flows = new ArrayDeque<>();
    private long busyUntilNanos;
    private long progress;
    private long passedBytes;
    private long delayedBytes;
    private long droppedBytes;

    FlowRing(long nowNanos) {
        busyUntilNanos = nowNanos - PAUSE_NANOS;
    }

    void addFirst(Flow flow) {
        flows.addFirst(flow);
    }

    void addLast(Flow flow) {
        flows.addLast(flow);
    }

    /** Whose turn it is. */
    @Nullable
    Flow peek() {
        return flows.peek();
    }

    /** Gives a flow of the device itself the next turn, if one waits. */
    boolean ownFirst() {
        Optional<Flow> own = flows.stream().filter(Flow::isOwn).findFirst();
        own.ifPresent(flow -> {
            flows.remove(flow);
            flows.addFirst(flow);
        });
        return own.isPresent();
    }

    void remove() {
        flows.remove().isQueued = false;
    }

    /** Forgets a flow, wherever it stands: with very many flows, its turn may be long in coming. */
    boolean remove(Flow flow) {
        return flows.remove(flow);
    }

    boolean isPaused(long nowNanos) {
        return flows.isEmpty() && nowNanos - busyUntilNanos >= PAUSE_NANOS;
    }

    /** Counts what passed, and what of it had to wait. */
    void count(int bytes, boolean delayed, long nowNanos) {
        busyUntilNanos = nowNanos;
        passedBytes += bytes;
        if (delayed) {
            delayedBytes += bytes;
        }
    }

    /** Counts what waited in vain: its connection has ended. */
    void drop(int bytes) {
        droppedBytes += bytes;
    }

    /** What was offered has passed, waits, or was dropped with its connection. */
    ByteCounts counts() {
        long waitingBytes = flows.stream().mapToLong(Flow::waitingBytes).sum();
        return new ByteCounts(passedBytes + droppedBytes + waitingBytes, passedBytes, droppedBytes, delayedBytes);
    }

    /** What the flows that wait have passed each, counted so that it can be compared with the other class. */
    long progress() {
        return progress;
    }

    /**
     * Goes on by what the next flow passes, from where the other class is if that is further: what this one could not
     * use, for want of bytes or of acceleration, is not made up for.
     *
     * @return where it goes on from
     * @see <a href="https://doi.org/10.1145/248156.248171">Goyal, Vin and Chen, start-time fair queueing</a>
     */
    long advance(int bytes, long otherProgress) {
        long start = progress - otherProgress < 0 ? otherProgress : progress;
        progress = start + bytes * PROGRESS_PER_BYTE / flows.size();
        return start;
    }

    /** Takes out all flows, in the order of their turns. */
    List<Flow> drain() {
        List<Flow> all = new ArrayList<>(flows);
        flows.clear();
        return all;
    }
}
