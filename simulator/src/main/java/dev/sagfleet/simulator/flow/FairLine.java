package dev.sagfleet.simulator.flow;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line that flows share max-min fairly, as if water rose in all of them alike until each is full or the line is: a flow
 * whose own cap is below the common share has its cap, and all others have the same share of what is left, in whole bit/s
 * rounded down, and 1 at the least.
 *
 * <p>There are no packets: what a flow has carried is read off a curve. Flows of one cap have one curve; those that are
 * limited by the line all follow one curve with the common rate. So a start, an end or another cap costs the logarithm of
 * the number of flows, and as much again for each cap that the common share passes.
 *
 * <p>Times are whole microseconds on any clock that does not go back, less than 1,000 years of it; all arithmetic is of
 * integers and exact. Not thread-safe.
 */
public final class FairLine {
    /** When nothing is over. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The largest line and the largest cap, in bit/s. */
    public static final long BITS_PER_SECOND_MAX = 100_000_000_000L;

    /** The largest flow: a cap of 1 bit/s would take it 1,000 years. */
    public static final long BYTES_MAX = 1L << 32;

    private static final long MICROBITS_PER_BYTE = 8_000_000;

    private final long bitsPerSecond;
    private final TreeMap<Long, CapClass> classes = new TreeMap<>();
    private final FinishHeap<CapClass> linked = new FinishHeap<>();
    private final FinishHeap<CapClass> shared = new FinishHeap<>();

    /** Flows with no larger cap than this are limited by their links, all others by the line. */
    private long linkedCap;

    private long linkedBitsPerSecond;
    private long sharedCount;
    private long commonRate;

    /** What each flow would have carried that the line had always limited, in millionths of a bit. */
    private long commonService;

    private long nowMicros;

    /** One flow, from its start to its end. */
    public static final class Flow extends FinishHeap.Node {
        private final Runnable arrived;
        private @Nullable CapClass group;

        private Flow(Runnable arrived) {
            this.arrived = arrived;
        }

        /** What was given to be done once it is over. */
        public Runnable arrived() {
            return arrived;
        }
    }

    /** @param bitsPerSecond 1 to {@link #BITS_PER_SECOND_MAX} */
    public FairLine(long bitsPerSecond) {
        this.bitsPerSecond = checked(bitsPerSecond, "bitsPerSecond");
    }

    private static long checked(long rate, String name) {
        if (rate < 1 || rate > BITS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(name + ": " + rate + " (expected: 1 to " + BITS_PER_SECOND_MAX + ')');
        }
        return rate;
    }

    /**
     * Begins with a flow.
     *
     * @param bytes that it has to carry: 0 to {@link #BYTES_MAX}
     * @param cap of its own link in bit/s: 1 to {@link #BITS_PER_SECOND_MAX}
     * @param arrived what is to be done once it is over; not called from here
     */
    public Flow start(long bytes, long cap, Runnable arrived, long atMicros) {
        if (bytes < 0 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 to " + BYTES_MAX + ')');
        }
        advance(atMicros);
        var flow = new Flow(arrived);
        add(flow, checked(cap, "cap"), bytes * MICROBITS_PER_BYTE);
        settle();
        return flow;
    }

    /** Gives a flow that is not over another cap. */
    public void setCap(Flow flow, long cap, long atMicros) {
        checked(cap, "cap");
        advance(atMicros);
        CapClass group = flow.group;
        if (group != null && group.cap != cap) {
            long left = left(flow, group);
            remove(flow, group);
            add(flow, cap, left);
            settle();
        }
    }

    /** Ends a flow; a second time nothing happens. */
    public void end(Flow flow, long atMicros) {
        advance(atMicros);
        if (flow.group != null) {
            remove(flow, flow.group);
            settle();
        }
    }

    /** What a flow has still to carry, in bytes rounded up; 0 once it is over. */
    public long bytesLeft(Flow flow, long atMicros) {
        advance(atMicros);
        return flow.group == null ? 0 : ceiling(left(flow, flow.group), MICROBITS_PER_BYTE);
    }

    /** At what rate a flow runs, in bit/s; 0 once it is over. */
    public long bitsPerSecond(Flow flow) {
        return flow.group == null ? 0 : flow.group.isShared() ? commonRate : flow.group.cap;
    }

    /** When the next flow is over, as things are; {@link #NEVER} if there is none. */
    public long nextMicros() {
        CapClass ofLinked = linked.first();
        CapClass ofShared = shared.first();
        long next = ofLinked == null ? NEVER : ofLinked.finish();
        long other = ofShared == null ? NEVER : nowMicros + ceiling(ofShared.finish() - commonService, commonRate);
        return Math.max(nowMicros, Math.min(next, other));
    }

    /** Ends the next flow that is over by now, if one is. */
    public Optional<Flow> takeOver(long atMicros) {
        advance(atMicros);
        CapClass group = linked.first();
        if (group == null || group.finish() > nowMicros) {
            group = shared.first();
            if (group == null || group.finish() - commonService > 0) {
                return Optional.empty();
            }
        }
        Flow first = group.flows.first();
        if (first != null) {
            remove(first, group);
            settle();
        }
        return Optional.ofNullable(first);
    }

    private void advance(long atMicros) {
        if (atMicros > nowMicros) {
            commonService += commonRate * (atMicros - nowMicros);
            nowMicros = atMicros;
        }
    }

    private long left(Flow flow, CapClass group) {
        return Math.max(0, flow.finish() - group.service(commonService, nowMicros));
    }

    private void add(Flow flow, long cap, long microbits) {
        CapClass group = classes.get(cap);
        if (group == null) {
            group = new CapClass(cap);
            classes.put(cap, group);
            if (cap > linkedCap) {
                group.becomeShared(commonService, nowMicros);
            } else {
                group.becomeLinked(commonService, nowMicros);
            }
        }
        group.flows.put(flow, group.service(commonService, nowMicros) + microbits);
        flow.group = group;
        count(group, 1);
        order(group);
    }

    private void remove(Flow flow, CapClass group) {
        group.flows.remove(flow);
        flow.group = null;
        count(group, -1);
        order(group);
    }

    private void count(CapClass group, long flows) {
        if (group.isShared()) {
            sharedCount += flows;
        } else {
            linkedBitsPerSecond += flows * group.cap;
        }
    }

    /** Puts it where it belongs by the first of its flows. */
    private void order(CapClass group) {
        FinishHeap<CapClass> heap = group.isShared() ? shared : linked;
        Flow first = group.flows.first();
        if (first == null) {
            heap.remove(group);
            classes.remove(group.cap);
        } else {
            heap.put(group, group.finishOf(first.finish(), nowMicros));
        }
    }

    /** Lets the water stand where it must. */
    private void settle() {
        Map.Entry<Long, CapClass> top = classes.floorEntry(linkedCap);
        while (top != null && !isWithinShare(top.getKey())) {
            turn(top.getValue());
            linkedCap = top.getKey() - 1;
            top = classes.floorEntry(linkedCap);
        }
        Map.Entry<Long, CapClass> next = classes.higherEntry(linkedCap);
        while (next != null && isWithinShare(next.getKey())) {
            turn(next.getValue());
            linkedCap = next.getKey();
            next = classes.higherEntry(linkedCap);
        }
        commonRate = sharedCount == 0 ? 0 : Math.max(1, (bitsPerSecond - linkedBitsPerSecond) / sharedCount);
    }

    /** Whether flows of this cap are full, if there is that much for all that are not. */
    private boolean isWithinShare(long cap) {
        return cap * sharedCount <= bitsPerSecond - linkedBitsPerSecond;
    }

    private void turn(CapClass group) {
        (group.isShared() ? shared : linked).remove(group);
        count(group, -group.flows.size());
        if (group.isShared()) {
            group.becomeLinked(commonService, nowMicros);
        } else {
            group.becomeShared(commonService, nowMicros);
        }
        count(group, group.flows.size());
        order(group);
    }

    /** Rounded up; 0 for what is below 0. */
    static long ceiling(long dividend, long divisor) {
        return dividend <= 0 ? 0 : (dividend - 1) / divisor + 1;
    }
}
