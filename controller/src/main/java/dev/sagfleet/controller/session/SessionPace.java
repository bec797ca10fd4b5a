package dev.sagfleet.controller.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often devices report and show that they are there, so that a large fleet does not spend its controller on it. */
public final class SessionPace {
    /** How many reports all devices together send at most, on average. */
    public static final int REPORTS_PER_SECOND = 4_000;

    /**
     * The timing for a fleet of this size: as it is, but for telemetry that is asked for more rarely where so many
     * devices would send too much of it, and for a keep-alive interval in which a report comes: where the reports
     * are rare, pings would be the many.
     *
     * @param devices that may come; not only those that are there, or the first of them would report most
     */
    public static SessionTiming of(SessionTiming timing, long devices) {
        Duration least = Duration.ofNanos(devices * (TimeUnit.SECONDS.toNanos(1) / REPORTS_PER_SECOND));
        if (least.compareTo(timing.telemetry()) <= 0) {
            return timing;
        }
        Duration keepAlive = least.plus(least.dividedBy(4));
        return timing.withTelemetry(least)
                .withKeepAlive(keepAlive.compareTo(timing.keepAlive()) > 0 ? keepAlive : timing.keepAlive());
    }

    private SessionPace() {}
}
