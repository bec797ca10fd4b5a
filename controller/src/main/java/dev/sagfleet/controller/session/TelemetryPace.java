package dev.sagfleet.controller.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often devices report, so that a large fleet does not spend its controller on telemetry. */
public final class TelemetryPace {
    /** How many reports all devices together send at most, on average. */
    public static final int REPORTS_PER_SECOND = 4_000;

    /**
     * The timing for a fleet of this size: as it is, but for telemetry that is asked for more rarely where
     * so many devices would send too much of it.
     *
     * @param devices that may come; not only those that are there, or the first of them would report most
     */
    public static SessionTiming of(SessionTiming timing, long devices) {
        Duration least = Duration.ofNanos(devices * (TimeUnit.SECONDS.toNanos(1) / REPORTS_PER_SECOND));
        return least.compareTo(timing.telemetry()) > 0 ? timing.withTelemetry(least) : timing;
    }

    private TelemetryPace() {}
}
