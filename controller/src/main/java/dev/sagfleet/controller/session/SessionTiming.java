package dev.sagfleet.controller.session;

import java.time.Duration;

/**
 * How long a session waits for what.
 *
 * @param greeting for the Hello of a new connection
 * @param keepAlive silence after which a device is pinged; after thrice that it is given up
 * @param telemetry how often the device is asked to report
 * @param resendFirst for an answer before a command is sent again; doubles each time
 * @param resendMax the longest wait for an answer
 */
public record SessionTiming(
        Duration greeting, Duration keepAlive, Duration telemetry, Duration resendFirst, Duration resendMax) {
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

    public SessionTiming withKeepAlive(Duration other) {
        return new SessionTiming(greeting, other, telemetry, resendFirst, resendMax);
    }

    public SessionTiming withTelemetry(Duration other) {
        return new SessionTiming(greeting, keepAlive, other, resendFirst, resendMax);
    }
}
