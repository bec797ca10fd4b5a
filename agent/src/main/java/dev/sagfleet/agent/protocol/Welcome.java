package dev.sagfleet.agent.protocol;

import java.time.Duration;

/**
 * Opens a session: the answer to {@link Hello}.
 *
 * @param keepAlive how long either end may be silent before it is pinged, and thrice that before it is
 *     given up; 100 ms to 1 h
 * @param telemetry how often the device sends {@link Telemetry}; 100 ms to 1 h
 * @param controllerWasAway whether the controller could not be reached itself in the trial that the device has ended since
 *     it did not reach it: that is held against neither device nor image. Source: firmware rule F13
 */
public record Welcome(Duration keepAlive, Duration telemetry, boolean controllerWasAway) implements DownlinkMessage {
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofHours(1);

    public Welcome {
        requireInRange(keepAlive, "keepAlive");
        requireInRange(telemetry, "telemetry");
    }

    /** From a controller that was there. */
    public Welcome(Duration keepAlive, Duration telemetry) {
        this(keepAlive, telemetry, false);
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
