package dev.sagfleet.controller.server;

import dev.sagfleet.controller.session.SessionTiming;
import java.time.InstantSource;

/** What all device connections share. */
public final class SessionHost {
    final SessionTiming timing;
    final Sessions sessions;
    final SessionRecords records;
    final DeviceAuthentication authentication;
    final SessionTimers timers = new SessionTimers();

    /**
     * A host that has no connections yet.
     *
     * @param sessions that are to find their connections
     * @param keys that devices must have
     * @param clock that tokens are judged by
     */
    public SessionHost(
            SessionTiming timing, Sessions sessions, SessionRecords records, DeviceKeys keys, InstantSource clock) {
        this.timing = timing;
        this.sessions = sessions;
        this.records = records;
        authentication = new DeviceAuthentication(keys, clock);
    }
}
