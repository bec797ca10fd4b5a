package dev.sagfleet.agent.protocol;

import java.time.Duration;

/**
 * Opens a session: the answer to {@link Hello}.
 *
 * @param keepAlive how long either end may be silent before it is pinged, and thrice that before it is
 *     given up; 100 ms to 1 h
 * @param telemetry how often the device sends {@link Telemetry}; 100 ms to 1 h
 */
public record Welcome(Duration keepAlive, Duration telemetry) implements DownlinkMessage {
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofHours(1);

    public Welcome {
        requireInRange(keepAlive, "keepAlive");
        requireInRange(telemetry, "telemetry");
    }

    private static void requireInRange(Duration interval, String name) {
        if (interval.compareTo(MIN) < 0 || interval.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(name + ": " + interval + " (expected: " + MIN + " to " + MAX + ')');
        }
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onWelcome(this);
    }
}
