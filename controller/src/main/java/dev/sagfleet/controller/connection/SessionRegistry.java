package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.session.SessionEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The connections of all devices that were admitted, one a serial number. Safe for many threads. */
public final class SessionRegistry implements DesiredStateListener {
    /** How often a device may take its own connection over within {@link #TAKEOVER_WINDOW}. */
    public static final int TAKEOVERS_MAX = 10;

    static final Duration TAKEOVER_WINDOW = Duration.ofMinutes(1);

    private final Map<SerialNumber, SessionHost> bySerial = new ConcurrentHashMap<>();
    private final AtomicInteger online = new AtomicInteger();

    /** The takeovers of one device's connection since some time. */
    record Takeovers(int count, long sinceNanos) {
        static final Takeovers NONE = new Takeovers(0, 0);
    }

    /**
     * Whether a device may open another connection; counted if it has one in session.
     *
     * @return false if it does that too often
     */
    public boolean mayOpen(SerialNumber serial, long nowNanos) {
        SessionHost before = bySerial.get(serial);
        if (before == null) {
            return true;
        }
        Optional<Takeovers> next = next(before.takeovers(), nowNanos);
        next.ifPresent(before::setTakeovers);
        return next.isPresent();
    }

    /**
     * Makes this the connection of its device, and ends the one before. To be called between the commit that
     * admits the device and the next one, so that no change goes to the wrong connection.
     */
    void takeOver(SessionHost connection) {
        SessionHost before = bySerial.put(connection.serial(), connection);
        if (before != null && before != connection) {
            connection.setTakeovers(before.takeovers());
            before.post(new SessionEvent.TakenOver());
        }
        if (!connection.isOpen()) {
            closed(connection);
        }
    }

    private static Optional<Takeovers> next(Takeovers before, long nowNanos) {
        if (nowNanos - before.sinceNanos() > TAKEOVER_WINDOW.toNanos()) {
            return Optional.of(new Takeovers(1, nowNanos));
        }
        return before.count() < TAKEOVERS_MAX
                ? Optional.of(new Takeovers(before.count() + 1, before.sinceNanos()))
                : Optional.empty();
    }

    void closed(SessionHost connection) {
        bySerial.remove(connection.serial(), connection);
    }

    /** Tells all devices that the controller leaves. */
    public void stop() {
        inOrder().forEach(connection -> connection.post(new SessionEvent.Stopping()));
    }

    /**
     * Ends the session of a device, if it has one.
     *
     * @return completed once the session has ended and has nothing more to record
     */
    public CompletionStage<Void> end(SerialNumber serial, CloseCode code, String reason) {
        return end(Stream.ofNullable(bySerial.get(serial)).toList(), code, reason);
    }

    /** Likewise all sessions. */
    public CompletionStage<Void> endAll(CloseCode code, String reason) {
        return end(inOrder(), code, reason);
    }

    /** All sessions by serial number, which is the same order in every run. */
    private List<SessionHost> inOrder() {
        return bySerial.values().stream()
                .sorted(Comparator.comparing(SessionHost::serial))
                .toList();
    }

    /** The number of the session that a device is in, from its admission to its end; 0 if it is in none. */
    long epoch(SerialNumber serial) {
        SessionHost connection = bySerial.get(serial);
        return connection == null ? 0 : connection.epoch();
    }

    private static CompletionStage<Void> end(List<SessionHost> sessions, CloseCode code, String reason) {
        var ended = new CompletableFuture<Void>();
        var left = new AtomicInteger(sessions.size());
        if (sessions.isEmpty()) {
            ended.complete(null);
        }
        var event = new SessionEvent.TurnedAway(code, reason);
        sessions.forEach(session -> session.post(event, () -> {
            if (left.decrementAndGet() == 0) {
                ended.complete(null);
            }
        }));
        return ended;
    }

    void changeOnline(int difference) {
        online.addAndGet(difference);
    }

    /** Whether a device has a connection that was admitted. */
    public boolean isOnline(SerialNumber serial) {
        return bySerial.containsKey(serial);
    }

    /** How many devices are in session. */
    public int onlineCount() {
        return online.get();
    }

    @Override
    public void desiredChanged(SerialNumber serial, EncodedCommand command) {
        SessionHost connection = bySerial.get(serial);
        if (connection != null) {
            connection.post(new SessionEvent.DesiredChanged(command));
        }
    }
}
