package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.SerialNumber;

/**
 * What about a member never changes.
 *
 * @param place in the order of the rollout, from 0; no two members have the same
 * @param site a number for each site
 * @param zone which of the rollout's zones it is in
 * @param image which of the rollout's images it is to run
 * @param workSeconds how long it takes, by its link and an install as usual
 */
public record Seat(SerialNumber serial, int place, int site, int zone, int image, int workSeconds) {
    /** The most members of a rollout. */
    public static final int PLACES_MAX = 1 << 21;

    /** The most zones, and images, of a rollout. */
    public static final int KINDS_MAX = 1 << 15;

    public Seat {
        requireNonNull(serial, "serial");
        if (place < 0 || place >= PLACES_MAX || site < 0 || workSeconds < 0) {
            throw new IllegalArgumentException("place, site, workSeconds: " + place + ", " + site + ", " + workSeconds
                    + " (expected: >= 0, the place less than " + PLACES_MAX + ')');
        }
        if (zone < 0 || zone >= KINDS_MAX || image < 0 || image >= KINDS_MAX) {
            throw new IllegalArgumentException(
                    "zone, image: " + zone + ", " + image + " (expected: 0 to " + (KINDS_MAX - 1) + ')');
        }
    }
}
