package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Wakeups;
import dev.sagfleet.controller.session.SessionEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of all devices, one a serial number. Safe for many threads. */
final class Sessions implements Wakeups {
    /** How often a device may take its own connection over within {@link #TAKEOVER_WINDOW}. */
    static final int TAKEOVERS_MAX = 10;

    static final Duration TAKEOVER_WINDOW = Duration.ofMinutes(1);

    private final Map<SerialNumber, DeviceConnection> bySerial = new ConcurrentHashMap<>();
    private final AtomicInteger online = new AtomicInteger();

    /** The takeovers of one device's connection since some time. */
    record Takeovers(int count, long sinceNanos) {}

    /**
     * Makes this the connection of its device, and ends the one before.
     *
     * @return false if the device does that too often
     */
    boolean open(DeviceConnection connection, long nowNanos) {
        DeviceConnection winner = bySerial.compute(connection.serial(), (serial, before) -> {
            if (before == null) {
                connection.setTakeovers(new Takeovers(0, nowNanos));
                return connection;
            }
            Optional<Takeovers> next = next(before.takeovers(), nowNanos);
            next.ifPresent(connection::setTakeovers);
            if (next.isEmpty()) {
                return before;
            }
            before.post(new SessionEvent.TakenOver());
            return connection;
        });
        return winner == connection;
    }

    private static Optional<Takeovers> next(Takeovers before, long nowNanos) {
        if (nowNanos - before.sinceNanos() > TAKEOVER_WINDOW.toNanos()) {
            return Optional.of(new Takeovers(1, nowNanos));
        }
        return before.count() < TAKEOVERS_MAX
                ? Optional.of(new Takeovers(before.count() + 1, before.sinceNanos()))
                : Optional.empty();
    }

    void closed(DeviceConnection connection) {
        bySerial.remove(connection.serial(), connection);
    }

    /** Tells all devices that the controller leaves. */
    void stop() {
        bySerial.values().forEach(connection -> connection.post(new SessionEvent.Stopping()));
    }

    void changeOnline(int difference) {
        online.addAndGet(difference);
    }

    /** How many devices are in session. */
    int onlineCount() {
        return online.get();
    }

    @Override
    public void desired(SerialNumber serial, Command command) {
        DeviceConnection connection = bySerial.get(serial);
        if (connection != null) {
            connection.post(new SessionEvent.DesiredChanged(command));
        }
    }
}
