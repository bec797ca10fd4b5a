package dev.sagfleet.agent.shaping;

import org.jspecify.annotations.Nullable;

/**
 * The real traffic of one direction of a device: flows whose bytes wait for their turn instead of being dropped.
 * Turns are by deficit round robin, a quantum each; accelerated flows pay both buckets, the others the instance
 * bucket alone, and a short acceleration bucket holds up nobody else. Not thread-safe.
 *
 * <p>After a pause a quantum may pass at once, and not a burst: the burst is there to make up for a timer or a
 * sender that is late, so that no rate is lost, and not for a lump at the beginning.
 *
 * @see <a href="https://doi.org/10.1145/217391.217453">Shreedhar and Varghese, deficit round robin</a>
 */
public final class ShapedDirection {
    /** When nothing will pass by time alone. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A full Ethernet frame: to pass less costs more than it is worth. */
    private static final int QUANTUM_BYTES_MIN = 1_514;

    /** More at once is no faster. */
    private static final int QUANTUM_BYTES_MAX = 128 * 1024;

    /** What all flows together are to hold, as far as the least quantum allows. */
    private static final int HELD_BYTES_MAX = 32 * 1024 * 1024;

    private final TokenBuckets buckets;
    private final int instance;
    private final int acceleration;
    private final FlowRing accelerated;
    private final FlowRing other;

    private int flows;
    private long places;
    private boolean isAccelerating;
    private boolean isForwarding = true;
    private boolean isServing;

    /** Whether the flow whose turn it is among the accelerated ones was passed over for want of acceleration. */
    private boolean isPassedOver;

    private long dueAtNanos = NEVER;

    /** Uses two buckets side by side. */
    public ShapedDirection(TokenBuckets buckets, int firstBucket, Rates rates, long nowNanos) {
        this.buckets = buckets;
        instance = firstBucket;
        acceleration = firstBucket + 1;
        accelerated = new FlowRing(nowNanos);
        other = new FlowRing(nowNanos);
        setRates(rates, nowNanos);
    }

    /** Takes in a flow, which counts from now on when quanta are dealt out. */
    public void join() {
        flows++;
    }

    /** Lets go of a flow that had joined, and of what it has waiting. */
    public void leave(Flow flow) {
        flows--;
        flow.depart(flow.waitingBytes());
    }

    /** How much of a flow to read in one go, in bytes: what it may pass in a turn, and holds at the most. */
    public int quantumBytes(Flow flow) {
        long burst = buckets.burstBytes(instance);
        if (isAccelerated(flow)) {
            burst = Math.min(burst, buckets.burstBytes(acceleration));
        }
        long share = HELD_BYTES_MAX / Math.max(1, flows);
        return (int) Math.max(QUANTUM_BYTES_MIN, Math.min(Math.min(burst / 2, QUANTUM_BYTES_MAX), share));
    }

    /** Has a flow wait for its turn with so many bytes more; if that is now, they pass before this returns. */
    public void offer(Flow flow, int bytes, long nowNanos) {
        flow.arrive(bytes, nowNanos);
        if (!flow.isQueued) {
            wake(isAccelerated(flow), nowNanos);
            enqueue(flow);
        }
        serve(nowNanos);
    }

    /** Lets pass what may pass by now. */
    public void serve(long nowNanos) {
        if (isServing) {
            return;
        }
        isServing = true;
        try {
            dueAtNanos = NEVER;
            while (isForwarding && passOne(nowNanos)) {}
        } finally {
            isServing = false;
        }
    }

    /** When to serve next, if nothing is offered before; {@link #NEVER} if nothing waits for time to pass. */
    public long dueAtNanos() {
        return dueAtNanos;
    }

    /** Holds the flows to other rates from now on; some may be of the other class by then. */
    public void setRates(Rates rates, long nowNanos) {
        rates.set(buckets, instance, acceleration, nowNanos);
        isAccelerating = rates.acceleration().isPresent();
        for (Flow flow : FlowRing.drain(accelerated, other)) {
            ring(flow).addLast(flow);
        }
        serve(nowNanos);
    }

    /** Says whether anything passes; what does not, waits. */
    public void setForwarding(boolean forwarding, long nowNanos) {
        isForwarding = forwarding;
        serve(nowNanos);
    }

    /** What flows passed while they were accelerated. */
    public ByteCounts accelerated() {
        return accelerated.counts();
    }

    /** What all others passed. */
    public ByteCounts other() {
        return other.counts();
    }

    /** Passes what the next flow has waiting, or says when that will be possible. */
    private boolean passOne(long nowNanos) {
        Flow ordinary = other.peek();
        Flow fast = accelerated.peek();
        long fastWait = fast == null ? 0 : buckets.waitNanos(acceleration, granted(fast), nowNanos);
        if (fast != null && fastWait > 0) {
            isPassedOver = true;
            dueIn(fastWait, nowNanos);
            fast = null;
        } else if (fast != null && isPassedOver) {
            // As if it came now: else it would be first each time, and leave the others what it cannot take.
            isPassedOver = false;
            fast.place = places++;
        }
        Flow next = first(ordinary, fast);
        if (next == null) {
            return false;
        }
        int bytes = granted(next);
        boolean isFast = next == fast;
        long waitNanos = isFast
                ? buckets.takeBoth(instance, acceleration, bytes, nowNanos)
                : buckets.take(instance, bytes, nowNanos);
        if (waitNanos > 0) {
            dueIn(waitNanos, nowNanos);
            return false;
        }
        pass(next, bytes, isFast ? accelerated : other, nowNanos);
        return true;
    }

    private void pass(Flow flow, int bytes, FlowRing ring, long nowNanos) {
        if (flow.deficitBytes < bytes) {
            flow.deficitBytes += quantumBytes(flow);
        }
        flow.deficitBytes = Math.min(Math.max(0, flow.deficitBytes - bytes), quantumBytes(flow));
        flow.depart(bytes);
        ring.count(bytes, nowNanos - flow.arrivedNanos > 0, nowNanos);
        ring.remove();
        if (flow.waitingBytes() > 0) {
            enqueue(flow);
        }
        flow.pass(bytes);
    }

    /** One whose turn is not used up goes on with it: it had sent less than it was granted. */
    private void enqueue(Flow flow) {
        flow.isQueued = true;
        boolean continues = flow.deficitBytes >= granted(flow);
        Flow first = first(other.peek(), accelerated.peek());
        if (continues && first != null) {
            flow.place = first.place - 1;
            ring(flow).addFirst(flow);
        } else {
            flow.place = places++;
            ring(flow).addLast(flow);
        }
    }

    private void wake(boolean isFast, long nowNanos) {
        if (isFast && accelerated.isPaused(nowNanos)) {
            buckets.forfeit(acceleration, quantum(acceleration), nowNanos);
        }
        if (accelerated.isPaused(nowNanos) && other.isPaused(nowNanos)) {
            buckets.forfeit(instance, quantum(instance), nowNanos);
        }
    }

    private long quantum(int bucket) {
        return buckets.burstBytes(bucket) / 2;
    }

    private int granted(Flow flow) {
        return Math.min(flow.waitingBytes(), quantumBytes(flow));
    }

    private void dueIn(long waitNanos, long nowNanos) {
        if (waitNanos != TokenBuckets.CLOSED_NANOS) {
            dueAtNanos = Math.min(dueAtNanos, nowNanos + waitNanos);
        }
    }

    private FlowRing ring(Flow flow) {
        return isAccelerated(flow) ? accelerated : other;
    }

    private boolean isAccelerated(Flow flow) {
        return isAccelerating && flow.isAccelerable();
    }

    private static @Nullable Flow first(@Nullable Flow one, @Nullable Flow another) {
        if (one == null || another == null) {
            return one == null ? another : one;
        }
        return one.place - another.place < 0 ? one : another;
    }
}
