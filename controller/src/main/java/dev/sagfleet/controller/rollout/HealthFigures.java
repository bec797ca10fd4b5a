package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * What the devices of a wave were offered, before and since. No data is not good data. Source: rollout rule R11.
 *
 * @param asked devices that have run the image for as long as is to be measured, and so should have reported
 * @param reporting those of which there are figures, both before and since
 * @param idle those that had no traffic before, or share theirs with another box: they say nothing of the image
 * @param beforeBytes offered in an hour to those that report, before; absent if that cannot be said
 * @param sinceBytes likewise since they run the image
 */
public record HealthFigures(int asked, int reporting, int idle, Optional<Long> beforeBytes, Optional<Long> sinceBytes) {
    /** Those of a measurement that failed, was cut short or contradicts itself. */
    public static final HealthFigures NONE = new HealthFigures(0, 0, Optional.empty(), Optional.empty());

    private static final double PER_MILLE = 1000.0;

    public HealthFigures {
        requireNonNull(beforeBytes, "beforeBytes");
        requireNonNull(sinceBytes, "sinceBytes");
    }

    /** With nobody idle. */
    public HealthFigures(int asked, int reporting, Optional<Long> beforeBytes, Optional<Long> sinceBytes) {
        this(asked, reporting, 0, beforeBytes, sinceBytes);
    }

    /** What they say. */
    Wave.Verdict verdict(Health health) {
        long before = beforeBytes.orElse(-1L);
        long since = sinceBytes.orElse(-1L);
        boolean saysNothing = before <= 0
                || since < 0
                || reporting < 1
                || idle < 0
                || reporting + idle > asked
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

    /** For a person: {@code offered 62% of before, 80% required, 14 of 20 devices reported}. */
    public String text(Health health) {
        if (asked == 0) {
            return "nothing could be measured";
        }
        String devices = reporting + " of " + asked + " devices reported";
        String others = idle == 0 ? "" : ", " + idle + " had no traffic to compare with";
        return verdict(health) == Wave.Verdict.INCONCLUSIVE
                ? devices + others + ", " + health.reportingLeast() + " required"
                : "offered " + share() + " of before, " + health.offeredLeast() + " required, " + devices + others;
    }

    /** Rounded down, so that what is below a limit does not read as if it had reached it. */
    private String share() {
        double perMille = Math.floor(sinceBytes.orElse(0L) * PER_MILLE / beforeBytes.orElse(1L));
        return String.format(Locale.ROOT, perMille % 10 == 0 ? "%.0f%%" : "%.1f%%", perMille / 10);
    }
}
