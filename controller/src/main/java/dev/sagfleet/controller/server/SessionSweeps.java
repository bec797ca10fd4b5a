package dev.sagfleet.controller.server;

import io.netty.channel.EventLoop;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the timers of all sessions: one sweep an event loop every 100 ms, instead of a timer a
 * session.
 */
final class SessionSweeps {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSweeps.class);
    private static final long INTERVAL_MILLIS = 100;

    private final Map<EventLoop, Set<DeviceConnection>> byLoop = new ConcurrentHashMap<>();

    /** To be called on the connection's event loop. */
    void add(EventLoop loop, DeviceConnection connection) {
        byLoop.computeIfAbsent(loop, SessionSweeps::start).add(connection);
    }

    /** To be called on the connection's event loop. */
    void remove(EventLoop loop, DeviceConnection connection) {
        Set<DeviceConnection> connections = byLoop.get(loop);
        if (connections != null) {
            connections.remove(connection);
        }
    }

    /** One connection that fails must not end the timers of all. */
    private static void tick(DeviceConnection connection) {
        try {
            connection.tick();
        } catch (RuntimeException e) {
            LOG.error("timer failed: serial={}", connection.serial(), e);
        }
    }

    private static Set<DeviceConnection> start(EventLoop loop) {
        Set<DeviceConnection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
        var unused = loop.scheduleAtFixedRate(
                () -> connections.forEach(SessionSweeps::tick),
                INTERVAL_MILLIS,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
        return connections;
    }
}
