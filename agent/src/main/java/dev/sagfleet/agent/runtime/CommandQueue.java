package dev.sagfleet.agent.runtime;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.timing.Timer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that a device has received and not processed yet: one after the other, each in its own time. */
final class CommandQueue {
    /** What is too much is lost, as on the way: the controller says again what was not answered. */
    static final int WAITING_MAX = 64;

    private static final List<DelayPoint> POINTS = List.of(DelayPoint.values());
    private static final int COUNT_BITS = 8;
    private static final long COUNT_MAX = (1 << COUNT_BITS) - 1;

    private final Delays delays;

    /** How often each point was reached, {@link #COUNT_BITS} bits each: an object for it is more than it is worth. */
    private long drawn;

    /** Nothing most of the time, and then it takes no room. */
    private @Nullable Queue<DownlinkMessage> waiting;

    private long dueAtNanos = Timer.NEVER;

    CommandQueue(Delays delays) {
        this.delays = delays;
    }

    /** How long the device takes over something now; each time another draw. */
    long draw(DelayPoint point) {
        if (delays == Delays.NONE) {
            return 0;
        }
        int shift = POINTS.indexOf(point) * COUNT_BITS;
        long attempt = (drawn >>> shift) & COUNT_MAX;
        long next = (attempt + 1) & COUNT_MAX;
        drawn ^= (attempt ^ next) << shift;
        return delays.nanos(point, attempt);
    }

    /**
     * Takes a message in. One that is waiting already, sent again because the device is slow, is not taken in
     * twice: the device would fall further behind with each.
     *
     * @return false if the device gets round to it at once, and it is not kept
     */
    boolean keep(DownlinkMessage message, long nowNanos) {
        if (waiting != null) {
            if (waiting.size() < WAITING_MAX && !waiting.contains(message)) {
                waiting.add(message);
            }
            return true;
        }
        long delayNanos = delay(message);
        if (delayNanos == 0) {
            return false;
        }
        waiting = new ArrayDeque<>(2);
        waiting.add(message);
        dueAtNanos = nowNanos + delayNanos;
        return true;
    }

    /** When the device gets round to the first of them; {@link Timer#NEVER} if there is none. */
    long dueAtNanos() {
        return dueAtNanos;
    }

    /** Gives the device what is due; each message takes its time from when the one before it was given. */
    void deliver(long nowNanos, Consumer<DownlinkMessage> device) {
        while (waiting != null && nowNanos - dueAtNanos >= 0) {
            DownlinkMessage due = requireNonNull(waiting.poll());
            DownlinkMessage next = waiting.peek();
            if (next == null) {
                clear();
            } else {
                dueAtNanos = nowNanos + delay(next);
            }
            device.accept(due);
        }
    }

    /** Forgets what came over a connection that has ended; the controller says it again. */
    void clear() {
        waiting = null;
        dueAtNanos = Timer.NEVER;
    }

    private long delay(DownlinkMessage message) {
        Optional<DelayPoint> point = DelayPoint.of(message);
        return point.isPresent() ? draw(point.get()) : 0;
    }
}
