package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.TimingWheel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timers of all sessions: one wheel an event loop, instead of a timer a session. */
final class SessionTimers {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTimers.class);
    private static final Duration TICK = Duration.ofMillis(50);

    private final Map<EventLoop, TimingWheel> byLoop = new ConcurrentHashMap<>();

    /** The wheel of an event loop, which begins to turn when it is first asked for; to be called on that loop. */
    TimingWheel of(EventLoop loop) {
        return byLoop.computeIfAbsent(loop, SessionTimers::start);
    }

    private static TimingWheel start(EventLoop loop) {
        var wheel = new TimingWheel(TICK, loop.ticker().nanoTime());
        var unused = loop.scheduleAtFixedRate(
                () -> turn(wheel, loop.ticker().nanoTime()), TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
        return wheel;
    }

    /** Whatever happens, the timers of all must go on. */
    private static void turn(TimingWheel wheel, long nowNanos) {
        try {
            wheel.turn(nowNanos);
        } catch (RuntimeException | Error e) {
            LOG.error("timers failed", e);
        }
    }
}
