package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.time.Duration;

/**
 * What a device brings along for its upgrades.
 *
 * @param keys whose signatures it believes, unless they were withdrawn
 * @param roomBytes how large an image there is room for now, what is left of earlier ones not counted; 0 or more
 * @param spread how much longer its pauses are, so that a fleet does not come back all at once: 0 to 999 thousandths
 */
public record FirmwareSetup(DeviceModel model, TrustedKeys keys, long roomBytes, int spread) {
    private static final int SPREAD_MAX = 999;

    public FirmwareSetup {
        requireNonNull(model, "model");
        requireNonNull(keys, "keys");
        if (roomBytes < 0) {
            throw new IllegalArgumentException("roomBytes: " + roomBytes + " (expected: >= 0)");
        }
        if (spread < 0 || spread > SPREAD_MAX) {
            throw new IllegalArgumentException("spread: " + spread + " (expected: 0 to " + SPREAD_MAX + ')');
        }
    }

    /** A pause of at least so long, and less than twice that. */
    Duration pause(Duration least) {
        return least.plus(least.multipliedBy(spread).dividedBy(SPREAD_MAX + 1));
    }

    /** Whether its user is asked, and it has one package. */
    boolean isApp() {
        return model == DeviceModel.APP;
    }
}
