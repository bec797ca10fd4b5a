package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.link.LinkAssumptions;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
 * @param known of the fleet as it is; absent if it is drawn
 * @param semantics the rules that the rollout goes by
 * @param watch for how long it goes on once the rollout is at its end, within the bound
 */
public record Script(
        RolloutPolicy policy,
        Blueprint fleet,
        long imageBytes,
        Instant begin,
        Duration bound,
        Absences absences,
        LinkAssumptions links,
        long seed,
        Optional<Known> known,
        Semantics semantics,
        Duration watch) {
    public Script {
        requireNonNull(policy, "policy");
        requireNonNull(fleet, "fleet");
        requireNonNull(absences, "absences");
        requireNonNull(links, "links");
        requireNonNull(known, "known");
        requireNonNull(semantics, "semantics");
        if (imageBytes < 1) {
            throw new IllegalArgumentException("imageBytes: " + imageBytes + " (expected: 1 or more)");
        }
        if (bound.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: more than PT0S)");
        }
        if (watch.isNegative()) {
            throw new IllegalArgumentException("watch: " + watch + " (expected: PT0S or more)");
        }
    }

    /** One with room for everything, whose fleet is drawn. */
    public Script(
            RolloutPolicy policy,
            Blueprint fleet,
            long imageBytes,
            Instant begin,
            Duration bound,
            Absences absences,
            long seed) {
        this(
                policy,
                fleet,
                imageBytes,
                begin,
                bound,
                absences,
                LinkAssumptions.NONE,
                seed,
                Optional.empty(),
                Semantics.OWN,
                Duration.ZERO);
    }

    /** The same with other links. */
    public Script with(LinkAssumptions other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, other, seed, known, semantics, watch);
    }

    /** The same rollout with another fleet. */
    public Script with(Blueprint other) {
        return new Script(policy, other, imageBytes, begin, bound, absences, links, seed, known, semantics, watch);
    }

    /** The same with other draws. */
    public Script withSeed(long other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, links, other, known, semantics, watch);
    }

    /** The same by another policy. */
    public Script with(RolloutPolicy other) {
        return with(other, bound);
    }

    /** The same by another policy, for at most so long. */
    public Script with(RolloutPolicy other, Duration otherBound) {
        return new Script(
                other,
                fleet,
                imageBytes,
                begin,
                otherBound,
                absences,
                links,
                seed,
                known.map(found -> found.with(other)),
                semantics,
                watch);
    }

    /** The same by the rules of another system. */
    public Script with(Semantics other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, links, seed, known, other, watch);
    }

    /** The same that goes on for so long once the rollout is at its end. */
    public Script withWatch(Duration other) {
        return new Script(policy, fleet, imageBytes, begin, bound, absences, links, seed, known, semantics, other);
    }

    /** The same with a fleet that is known, whatever is drawn. */
    public Script with(Known other) {
        return new Script(
                policy, fleet, imageBytes, begin, bound, absences, links, seed, Optional.of(other), semantics, watch);
    }

    /** When the rollout has started: before the rehearsal, if it is under way. */
    public Instant started() {
        return known.flatMap(Known::underWay).map(UnderWay::started).orElse(begin);
    }

    /** Whether the image of the rollout is one that is known. */
    boolean isImageKnown() {
        return known.map(found -> found.underWay().isPresent()
                        || found.imageBytes(policy.image()).isPresent())
                .orElse(false);
    }

    /**
     * How long a device is away from the beginning on; nothing if it is there.
     *
     * @param device the seed of the device
     */
    Optional<Duration> away(SerialNumber serial, DeviceModel model, Seed device) {
        if (known.isEmpty()) {
            return absences.of(model, device);
        }
        return known.get().offline().contains(serial) ? absences.back(model, device) : Optional.empty();
    }
}
