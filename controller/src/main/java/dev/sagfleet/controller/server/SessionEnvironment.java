package dev.sagfleet.controller.server;

import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.controller.session.TelemetryPace;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What all device connections share. */
final class SessionEnvironment {
    private final SessionTiming timing;
    private final LongSupplier devices;
    final SessionRegistry sessions;
    final SessionRecords records;
    final DeviceAuthentication authentication;
    final SessionTimers timers = new SessionTimers();

    /**
     * An environment that has no connections yet.
     *
     * @param devices how many may come
     * @param sessions that are to find their connections
     * @param keys that devices must have
     * @param clock that tokens are judged by
     */
    SessionEnvironment(
            SessionTiming timing,
            LongSupplier devices,
            SessionRegistry sessions,
            SessionRecords records,
            DeviceKeys keys,
            InstantSource clock) {
        this.timing = timing;
        this.devices = devices;
        this.sessions = sessions;
        this.records = records;
        authentication = new DeviceAuthentication(keys, clock);
    }

    /** How long sessions wait for what, with as many devices as there are. */
    SessionTiming timing() {
        return TelemetryPace.of(timing, devices.getAsLong());
    }
}
