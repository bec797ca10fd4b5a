package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * One wave as it is planned.
 *
 * @param name for people; absent where it has none
 * @param soak how long the wave must have reached its success before the next one opens; 0 or more
 * @param approve whether a person must agree, after that, before the next one opens
 * @param success of its own, instead of the rollout's
 * @param halt of its own, likewise
 */
public record WavePlan(
        Optional<String> name,
        WaveSize size,
        Duration soak,
        boolean approve,
        Optional<Fraction> success,
        Optional<Halt> halt) {
    public WavePlan {
        requireNonNull(name, "name");
        requireNonNull(size, "size");
        requireNonNull(success, "success");
        requireNonNull(halt, "halt");
        Spans.require(soak, Duration.ZERO, "soak");
    }

    /** A wave of this size with nothing of its own. */
    public static WavePlan of(WaveSize size) {
        return new WavePlan(Optional.empty(), size, Duration.ZERO, false, Optional.empty(), Optional.empty());
    }

    public WavePlan soaking(Duration other) {
        return new WavePlan(name, size, other, approve, success, halt);
    }

    public WavePlan approved(boolean other) {
        return new WavePlan(name, size, soak, other, success, halt);
    }
}
