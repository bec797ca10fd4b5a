package dev.sagfleet.agent.shaping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flows of one class that wait for their turn, in the order of their places, and what they have passed. */
final class FlowRing {
    /** So long without anything to carry is a pause. */
    private static final long PAUSE_NANOS = 100_000_000;

    private final Deque<Flow> flows = new ArrayDeque<>();
    private long busyUntilNanos;
    private long passedBytes;
    private long delayedBytes;

    FlowRing(long nowNanos) {
        busyUntilNanos = nowNanos - PAUSE_NANOS;
    }

    void addFirst(Flow flow) {
        flows.addFirst(flow);
    }

    void addLast(Flow flow) {
        flows.addLast(flow);
    }

    /** Whose turn it is; those on the way that have left are forgotten. */
    @Nullable
    Flow peek() {
        Flow first = flows.peek();
        while (first != null && first.waitingBytes() == 0) {
            remove();
            first = flows.peek();
        }
        return first;
    }

    void remove() {
        flows.remove().isQueued = false;
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

    /** None is dropped; what waits counts when it passes, since until then the sender has it to spare. */
    ByteCounts counts() {
        return new ByteCounts(passedBytes, passedBytes, 0, delayedBytes);
    }

    /** Takes out all flows of two rings, in the order of their places. */
    static List<Flow> drain(FlowRing one, FlowRing another) {
        List<Flow> all = new ArrayList<>(one.flows);
        all.addAll(another.flows);
        all.sort(Comparator.comparingLong(flow -> flow.place));
        one.flows.clear();
        another.flows.clear();
        return all;
    }
}
