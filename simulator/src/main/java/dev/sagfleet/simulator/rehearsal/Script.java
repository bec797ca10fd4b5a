package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.link.LinkAssumptions;
import java.time.Duration;
import java.time.Instant;

/**
 * What is rehearsed. Equal scripts have equal outcomes, on every machine.
 *
 * @param policy of the rollout
 * @param fleet as it is before, with what goes wrong with its upgrades
 * @param imageBytes of the image, 1 or more; one fits all models
 * @param begin when the rollout starts
 * @param bound how long it may take; what has not ended by then is told as it stands
 * @param absences when devices are away
 * @param links of the devices and of the controller
 * @param seed that all depends on which is drawn during the rollout; the fleet has its own
 */
public record Script(
        RolloutPolicy policy,
        Blueprint fleet,
        long imageBytes,
        Instant begin,
        Duration bound,
        Absences absences,
        LinkAssumptions links,
        long seed) {
    public Script {
        requireNonNull(policy, "policy");
        requireNonNull(fleet, "fleet");
        requireNonNull(absences, "absences");
        requireNonNull(links, "links");
        if (imageBytes < 1) {
            throw new IllegalArgumentException("imageBytes: " + imageBytes + " (expected: 1 or more)");
        }
        if (bound.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: more than PT0S)");
        }
    }

    /** One with room for everything. */
    public Script(
            RolloutPolicy policy,
            Blueprint fleet,
            long imageBytes,
            Instant begin,
            Duration bound,
            Absences absences,
            long seed) {
        this(policy, fleet, imageBytes, begin, bound, absences, LinkAssumptions.NONE, seed);
    }

    /** The same with other links. */
    public Script with(LinkAssumptions other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, other, seed);
    }

    /** The same rollout with another fleet. */
    public Script with(Blueprint other) {
        return new Script(policy, other, imageBytes, begin, bound, absences, links, seed);
    }

    /** The same fleet under another policy. */
    public Script with(RolloutPolicy other, Duration otherBound) {
        return new Script(other, fleet, imageBytes, begin, otherBound, absences, links, seed);
    }

    /** The same with other draws. */
    public Script withSeed(long other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, links, other);
    }
}
