package dev.sagfleet.agent.shaping;

import java.util.List;

/**
 * The real traffic of one direction of a device: flows whose bytes wait for their turn instead of being dropped.
 * Accelerated flows pay both buckets, the others the instance bucket alone. Within a class turns are by deficit
 * round robin, a quantum each; of the two classes the one whose flows have passed less each is next, or the one that
 * can pass: a short acceleration bucket holds up nobody else. Not thread-safe.
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

    /** Where the class that passed last had got to, in {@link FlowRing#progress}. */
    private long progress;

    private boolean isAccelerating;
    private boolean isForwarding = true;
    private boolean isServing;
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
        ring(flow).drop(flow.waitingBytes());
        flow.depart(flow.waitingBytes());
        // It may be of another class by now than when it was queued.
        if (flow.isQueued && (accelerated.remove(flow) || other.remove(flow))) {
            flow.isQueued = false;
        }
    }

    /** How much of a flow to read in one go, in bytes: what it may pass in a turn, and holds at the most. */
    public int quantumBytes(Flow flow) {
        long quantum = quantum(instance);
        if (isAccelerated(flow)) {
            quantum = Math.min(quantum, quantum(acceleration));
        }
        long share = HELD_BYTES_MAX / Math.max(1, flows);
        return (int) Math.max(QUANTUM_BYTES_MIN, Math.min(quantum, share));
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
            do {
                dueAtNanos = NEVER;
            } while (passOne(nowNanos));
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
        List<Flow> waiting = accelerated.drain();
        waiting.addAll(other.drain());
        waiting.forEach(flow -> ring(flow).addLast(flow));
        serve(nowNanos);
    }

    /** Says whether anything passes but what the device fetches for itself; what does not, waits. */
    public void setForwarding(boolean forwarding, long nowNanos) {
        if (forwarding && !isForwarding) {
            buckets.forfeit(instance, quantum(instance), nowNanos);
            buckets.forfeit(acceleration, quantum(acceleration), nowNanos);
        }
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
        if (!isForwarding && !other.ownFirst()) {
            return false;
        }
        FlowRing ring = isForwarding ? nextRing(nowNanos) : other;
        Flow next = ring.peek();
        if (next == null) {
            return false;
        }
        int bytes = granted(next);
        long waitNanos = ring == accelerated
                ? buckets.takeBoth(instance, acceleration, bytes, nowNanos)
                : buckets.take(instance, bytes, nowNanos);
        if (waitNanos > 0) {
            dueIn(waitNanos, nowNanos);
            return false;
        }
        pass(next, bytes, ring, nowNanos);
        return true;
    }

    private FlowRing nextRing(long nowNanos) {
        Flow fast = accelerated.peek();
        if (fast == null) {
            return other;
        }
        long waitNanos = buckets.waitNanos(acceleration, granted(fast), nowNanos);
        if (waitNanos > 0) {
            dueIn(waitNanos, nowNanos);
            return other;
        }
        return other.peek() == null || accelerated.progress() - other.progress() <= 0 ? accelerated : other;
    }

    private void pass(Flow flow, int bytes, FlowRing ring, long nowNanos) {
        if (flow.deficitBytes < bytes) {
            flow.deficitBytes += quantumBytes(flow);
        }
        flow.deficitBytes = Math.min(Math.max(0, flow.deficitBytes - bytes), quantumBytes(flow));
        flow.depart(bytes);
        ring.count(bytes, nowNanos - flow.arrivedNanos > 0, nowNanos);
        progress = ring.advance(bytes, progress);
        ring.remove();
        if (flow.waitingBytes() > 0) {
            enqueue(flow);
        }
        flow.pass(bytes);
    }

    /** One whose turn is not used up goes on with it: it had sent less than it was granted. */
    private void enqueue(Flow flow) {
        flow.isQueued = true;
        if (flow.deficitBytes >= granted(flow)) {
            ring(flow).addFirst(flow);
        } else {
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
        return Math.min(buckets.burstBytes(bucket) / 2, QUANTUM_BYTES_MAX);
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
}
