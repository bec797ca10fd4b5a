package dev.sagfleet.controller.connection;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.session.SessionPace;
import dev.sagfleet.controller.session.SessionTiming;
import java.util.function.LongSupplier;

/**
 * What all sessions share.
 *
 * @param baseTiming how long sessions wait for what, in a fleet that is not large
 * @param devices how many may come
 * @param registry that is to find the sessions
 * @param records of what becomes of them
 */
public record SessionEnvironment(
        SessionTiming baseTiming, LongSupplier devices, SessionRegistry registry, SessionRecords records) {
    public SessionEnvironment {
        requireNonNull(baseTiming, "baseTiming");
        requireNonNull(devices, "devices");
        requireNonNull(registry, "registry");
        requireNonNull(records, "records");
    }

    /** How long sessions wait for what, with as many devices as there are. */
    public SessionTiming timing() {
        return SessionPace.of(baseTiming, devices.getAsLong());
    }
}
