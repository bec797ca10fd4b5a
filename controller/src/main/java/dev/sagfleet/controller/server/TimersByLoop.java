package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.agent.transport.EventLoopTimers;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The timers of all event loops: one wheel a loop, instead of a timer a session. */
final class TimersByLoop {
    private static final Duration TICK = Duration.ofMillis(50);

    private final Map<EventLoop, Timers> byLoop = new ConcurrentHashMap<>();

    /** The timers of an event loop; to be called on that loop. */
    Timers of(EventLoop loop) {
        return byLoop.computeIfAbsent(loop, same -> new EventLoopTimers(same, TICK).timers());
    }
}
