package dev.sagfleet.agent.transport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.timing.Alarm;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.agent.timing.TimingWheel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the one timing wheel of an event loop, by one timer of the loop, when something on the wheel is due.
 */
public final class EventLoopTimers implements Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoopTimers.class);

    private final EventLoop loop;
    private final TimingWheel wheel;
    private @Nullable ScheduledFuture<?> next;

    /** @param tick how exactly the wheel keeps time */
    public EventLoopTimers(EventLoop loop, Duration tick) {
        this.loop = loop;
        wheel = new TimingWheel(tick, loop.ticker().nanoTime(), this);
    }

    /** The timers, which belong to the event loop. */
    public Timers timers() {
        return requireNonNull(wheel);
    }

    @Override
    public void ringAt(long nanos) {
        if (next != null) {
            next.cancel(false);
        }
        long delayNanos = Math.max(0, nanos - loop.ticker().nanoTime());
        next = loop.schedule(this::ring, delayNanos, TimeUnit.NANOSECONDS);
    }

    /** Whatever happens, the other timers must go on. */
    private void ring() {
        next = null;
        try {
            wheel.turn(loop.ticker().nanoTime());
        } catch (RuntimeException | Error e) {
            LOG.error("timers failed", e);
        }
    }
}
