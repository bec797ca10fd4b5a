package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.Silence;
import java.time.Duration;

/**
 * How long a session waits for what.
 *
 * @param greeting for the Hello of a new connection
 * @param keepAlive silence after which a device is pinged; how much longer it is borne with says {@link Silence}
 * @param telemetry how often the device is asked to report
 * @param resendFirst for an answer before a command is sent again; doubles each time
 * @param resendMax the longest wait for an answer
 * @param pings whether silence is acted on here; otherwise the connection ends by itself
 */
public record SessionTiming(
        Duration greeting,
        Duration keepAlive,
        Duration telemetry,
        Duration resendFirst,
        Duration resendMax,
        boolean pings) {
    public static final SessionTiming DEFAULT = new SessionTiming(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1));

    public SessionTiming {
        if (resendFirst.isNegative() || resendFirst.isZero() || resendMax.compareTo(resendFirst) < 0) {
            throw new IllegalArgumentException(
                    "resend: " + resendFirst + " to " + resendMax + " (expected: more than 0, and not less than that)");
        }
    }

    /** The timing of a session that acts on silence. */
    public SessionTiming(
            Duration greeting, Duration keepAlive, Duration telemetry, Duration resendFirst, Duration resendMax) {
        this(greeting, keepAlive, telemetry, resendFirst, resendMax, true);
    }

    public SessionTiming withKeepAlive(Duration other) {
        return new SessionTiming(greeting, other, telemetry, resendFirst, resendMax, pings);
    }

    public SessionTiming withTelemetry(Duration other) {
        return new SessionTiming(greeting, keepAlive, other, resendFirst, resendMax, pings);
    }

    /** The timing of a session whose connection notices silence by itself. */
    public SessionTiming withoutPings() {
        return pings ? new SessionTiming(greeting, keepAlive, telemetry, resendFirst, resendMax, false) : this;
    }

    /** When a device that is heard now is to be pinged, unless it is heard again. */
    long pingAtNanos(long nowNanos) {
        return pings ? nowNanos + keepAlive.toNanos() : Long.MAX_VALUE;
    }
}
