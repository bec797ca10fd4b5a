package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be installed on a device, and how.
 *
 * @param window when it may happen
 * @param trial how long the new image has to prove itself; that of its model if absent
 * @param forced whether also an image that the device fell back from before, or whose version is the one that runs while
 *     its content is not
 * @param rollout that orders it
 */
public record UpgradeOrder(
        SerialNumber serial,
        Digest image,
        FirmwareJob.Origin origin,
        UpgradeWindow window,
        Optional<Duration> trial,
        boolean forced,
        Optional<RolloutOrder> rollout) {
    public UpgradeOrder {
        requireNonNull(serial, "serial");
        requireNonNull(image, "image");
        requireNonNull(origin, "origin");
        requireNonNull(window, "window");
        requireNonNull(trial, "trial");
        requireNonNull(rollout, "rollout");
    }

    /** An order of no rollout. */
    public UpgradeOrder(
            SerialNumber serial,
            Digest image,
            FirmwareJob.Origin origin,
            UpgradeWindow window,
            Optional<Duration> trial,
            boolean forced) {
        this(serial, image, origin, window, trial, forced, Optional.empty());
    }

    /** An order of a rollout, with the usual trial. */
    public static UpgradeOrder of(
            RolloutOrder rollout, SerialNumber serial, Digest image, UpgradeWindow window, boolean forced) {
        return new UpgradeOrder(
                serial, image, FirmwareJob.Origin.ROLLOUT, window, Optional.empty(), forced, Optional.of(rollout));
    }

    /** An order at any time, with the usual trial. */
    public static UpgradeOrder now(SerialNumber serial, Digest image, FirmwareJob.Origin origin) {
        return new UpgradeOrder(serial, image, origin, UpgradeWindow.ALWAYS, Optional.empty(), false);
    }
}
