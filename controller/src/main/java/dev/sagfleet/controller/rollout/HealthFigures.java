package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the devices of a wave were offered, before and since. No data is not good data. Source: rollout rule R11.
 *
 * @param asked devices that should have reported
 * @param reporting of which there are figures, both before and since
 * @param beforeBytes offered to these in as long a time before; absent if that cannot be said
 * @param sinceBytes likewise since they run the image
 */
public record HealthFigures(int asked, int reporting, Optional<Long> beforeBytes, Optional<Long> sinceBytes) {
    /** Those of a measurement that failed, was cut short or contradicts itself. */
    public static final HealthFigures NONE = new HealthFigures(0, 0, Optional.empty(), Optional.empty());

    public HealthFigures {
        requireNonNull(beforeBytes, "beforeBytes");
        requireNonNull(sinceBytes, "sinceBytes");
    }

    /** What they say. */
    Wave.Verdict verdict(Health health) {
        long before = beforeBytes.orElse(-1L);
        long since = sinceBytes.orElse(-1L);
        boolean saysNothing = before <= 0
                || since < 0
                || reporting < 1
                || reporting > asked
                || !health.reportingLeast().isReachedBy(reporting, asked);
        if (saysNothing) {
            return Wave.Verdict.INCONCLUSIVE;
        }
        return isAtLeast(health.offeredLeast(), since, before) ? Wave.Verdict.WELL : Wave.Verdict.ILL;
    }

    /** In 128 bits: bytes times a denominator do not fit in 64. */
    private static boolean isAtLeast(Fraction least, long since, long before) {
        long sinceHigh = Math.multiplyHigh(since, least.denominator());
        long beforeHigh = Math.multiplyHigh(before, least.numerator());
        return sinceHigh != beforeHigh
                ? sinceHigh > beforeHigh
                : Long.compareUnsigned(since * least.denominator(), before * least.numerator()) >= 0;
    }
}
