package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * After how long without an end of its phase a device is silent. The clock of a phase stops while the device waits for
 * its window, an approval or a place. Source: rollout rule R8.
 *
 * @param offered from the offer to its first word; also while it is not connected
 * @param download from the first byte to the last
 * @param trial from the first write to the slot until the new image is committed
 */
public record Silence(Duration offered, Duration download, Duration trial, CountsAs countsAs) {
    /** Long enough for a weekend, a slow line and a boot that takes its time. */
    public static final Silence DEFAULT =
            new Silence(Duration.ofDays(3), Duration.ofHours(12), Duration.ofHours(1), CountsAs.FAILURE);

    /** What a silent device is in the eyes of the gates. */
    public enum CountsAs {
        /** A failure, until it comes back on the new image: one that is broken looks just like that. */
        FAILURE,
        /** Neither success nor failure. A wave of which too many are silent is in limbo. */
        NOTHING
    }

    public Silence {
        requireNonNull(countsAs, "countsAs");
        Spans.require(offered, Duration.ofSeconds(1), "offered");
        Spans.require(download, Duration.ofSeconds(1), "download");
        Spans.require(trial, Duration.ofSeconds(1), "trial");
    }
}
