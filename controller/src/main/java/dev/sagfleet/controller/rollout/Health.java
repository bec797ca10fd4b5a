package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the traffic of upgraded devices must be like. Source: rollout rule R11.
 *
 * @param offeredLeast of what the same devices were offered before, so much at least
 * @param over how long it is measured; 1 min or more
 * @param reportingLeast how many of the devices must have reported for the figures to say anything
 */
public record Health(Fraction offeredLeast, Duration over, Fraction reportingLeast) {
    /** Half: figures of fewer devices speak of those only. */
    public static final Fraction REPORTING_DEFAULT = Fraction.ofPercent(50);

    public Health {
        requireNonNull(offeredLeast, "offeredLeast");
        requireNonNull(reportingLeast, "reportingLeast");
        Spans.require(over, Duration.ofMinutes(1), "over");
    }

    /**
     * After how long so much can be known of a device from which nothing was known before: a quarter longer than it is
     * measured, as reports do not come when they are wanted.
     */
    public Duration knownAfter() {
        return over.plus(over.dividedBy(4));
    }
}
