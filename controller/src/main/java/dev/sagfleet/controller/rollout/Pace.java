package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;

/**
 * How fast a rollout may go. Source: rollout rule R17.
 *
 * @param perMinute starts in any minute, at most
 * @param inFlight devices that work at once, from offer to result, at most
 * @param perSite of one site, likewise
 * @param egress of all its downloads together; no limit of its own if absent. It is held where images are sent
 */
public record Pace(int perMinute, int inFlight, int perSite, Optional<Bandwidth> egress) {
    public static final int PER_MINUTE_MAX = 1_000_000;

    /** Slow enough to be stopped, fast enough for 10,000 devices in a night; never both devices of an HA pair at once. */
    public static final Pace DEFAULT = new Pace(100, 500, 1, Optional.empty());

    public Pace {
        requireNonNull(egress, "egress");
        require(perMinute, PER_MINUTE_MAX, "perMinute");
        require(inFlight, PER_MINUTE_MAX, "inFlight");
        require(perSite, PER_MINUTE_MAX, "perSite");
    }

    private static void require(int value, int most, String name) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + most + ')');
        }
    }
}
