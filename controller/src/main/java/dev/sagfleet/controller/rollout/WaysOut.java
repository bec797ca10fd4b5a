package dev.sagfleet.controller.rollout;

import java.util.List;

/** What would let a wave go on that waits, by the rules of this system; for a person. */
final class WaysOut {
    static List<String> of(Wave wave) {
        return List.of(
                switch (wave.hold()) {
                    case LIMBO -> "silence that countsAs failure: too many of it are silent, and count as nothing";
                    case HEALTH -> "figures of health that say enough, or inconclusive: halt";
                    case APPROVAL, EMPTY -> "a person who agrees to go on";
                    case NO_IMAGE -> "an image that can be had";
                    case NO_WINDOW -> "a window that is long enough, and comes";
                    case RESULTS, SOAK -> "silence that is over sooner, or a person who cancels it";
                });
    }

    private WaysOut() {}
}
