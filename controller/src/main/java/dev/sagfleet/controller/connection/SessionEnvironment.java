package dev.sagfleet.controller.connection;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.session.SessionPace;
import dev.sagfleet.controller.session.SessionTiming;
import java.util.function.LongSupplier;

/** What all sessions share. Safe for many threads. */
public final class SessionEnvironment {
    private final SessionTiming baseTiming;
    private final LongSupplier devices;
    private final SessionRegistry registry;
    private final SessionRecords records;
    private volatile Pace pace;

    /**
     * @param timing of sessions
     * @param silent the same where the wire notices silence
     */
    private record Pace(long devices, SessionTiming timing, SessionTiming silent) {
        static Pace of(SessionTiming base, long devices) {
            SessionTiming timing = SessionPace.of(base, devices);
            return new Pace(devices, timing, timing.withoutPings());
        }
    }

    /**
     * An environment.
     *
     * @param baseTiming how long sessions wait for what, in a fleet that is not large
     * @param devices how many may come
     * @param registry that is to find the sessions
     * @param records of what becomes of them
     */
    public SessionEnvironment(
            SessionTiming baseTiming, LongSupplier devices, SessionRegistry registry, SessionRecords records) {
        this.baseTiming = requireNonNull(baseTiming, "baseTiming");
        this.devices = requireNonNull(devices, "devices");
        this.registry = requireNonNull(registry, "registry");
        this.records = requireNonNull(records, "records");
        pace = Pace.of(baseTiming, devices.getAsLong());
    }

    public SessionRegistry registry() {
        return registry;
    }

    public SessionRecords records() {
        return records;
    }

    /** How long sessions wait for what, with as many devices as there are. */
    public SessionTiming timing() {
        return pace().timing();
    }

    /** Likewise of a session over a wire. */
    SessionTiming timingOver(Wire wire) {
        return wire.noticesSilence() ? pace().silent() : pace().timing();
    }

    /** Made when the number of devices has changed, since it is asked for at each event of each session. */
    private Pace pace() {
        Pace latest = pace;
        long count = devices.getAsLong();
        if (latest.devices() != count) {
            latest = Pace.of(baseTiming, count);
            pace = latest;
        }
        return latest;
    }
}
