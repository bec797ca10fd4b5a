package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.timing.Timed;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a device was told and has not got round to: one message after the other, each in its own time. */
final class Inbox {
    private final Delays delays;
    private long drawn;

    /** Nothing most of the time, and then it takes no room. */
    private @Nullable Queue<DownlinkMessage> waiting;

    private long dueAtNanos = Timed.NEVER;

    Inbox(Delays delays) {
        this.delays = delays;
    }

    /** How long the device takes over something now; another time it takes as long as luck will have it. */
    long draw(Occasion occasion) {
        return delays == Delays.NONE ? 0 : delays.nanos(occasion, drawn++);
    }

    /**
     * Takes a message in.
     *
     * @return false if the device gets round to it at once, and it is not kept
     */
    boolean keep(DownlinkMessage message, long nowNanos) {
        if (waiting != null) {
            waiting.add(message);
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

    /** When the device gets round to the first of them; {@link Timed#NEVER} if there is none. */
    long dueAtNanos() {
        return dueAtNanos;
    }

    /** The message that is due, if one is; the next one takes its time from now on. */
    Optional<DownlinkMessage> poll(long nowNanos) {
        if (waiting == null || nowNanos - dueAtNanos < 0) {
            return Optional.empty();
        }
        Optional<DownlinkMessage> due = Optional.ofNullable(waiting.poll());
        DownlinkMessage next = waiting.peek();
        if (next == null) {
            clear();
        } else {
            dueAtNanos = nowNanos + delay(next);
        }
        return due;
    }

    /** Forgets what came over a connection that has ended; the controller says it again. */
    void clear() {
        waiting = null;
        dueAtNanos = Timed.NEVER;
    }

    private long delay(DownlinkMessage message) {
        return Occasion.of(message).map(this::draw).orElse(0L);
    }
}
