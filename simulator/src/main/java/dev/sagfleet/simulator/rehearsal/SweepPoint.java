package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Fraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a rollout does with some of its values changed.
 *
 * @param values that are changed, by their paths
 * @param time the median until 95 % are upgraded, in milliseconds or {@link Figure#NEVER}, with a good image
 * @param succeeded the median of devices that have succeeded, with a good image
 * @param touched the median of devices that were ordered to install the image until it first halted, or in all if it did
 *     not; with the bad image, if there is one
 * @param halts how often it halts, likewise
 * @param missed how often the bad image hit somebody and was not caught; absent without one
 * @param isUnbeaten whether no other point is as early and touches as few, and is better in one of both, by these medians
 */
public record SweepPoint(
        Map<String, String> values,
        Quantile time,
        Quantile succeeded,
        Quantile touched,
        Proportion halts,
        Optional<Proportion> missed,
        boolean isUnbeaten) {
    private static final Fraction HALF = new Fraction(1, 2);

    public SweepPoint {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        requireNonNull(missed, "missed");
    }

    /**
     * One that has not been compared with others.
     *
     * @param good outcomes with the image as it is meant to be
     * @param bad outcomes with the bad image; the same if there is none
     */
    public static SweepPoint of(Map<String, String> values, List<Outcome> good, List<Outcome> bad) {
        boolean isBad = bad.stream().anyMatch(outcome -> outcome.hits().isPresent());
        return new SweepPoint(
                values,
                median(good, Figure.MOST::of),
                median(good, Figure.SUCCEEDED::of),
                median(bad, SweepPoint::touched),
                Findings.halts(bad),
                isBad ? Optional.of(Findings.catches(bad, Outcome.Catch.MISSED)) : Optional.empty(),
                false);
    }

    private static long touched(Outcome outcome) {
        return outcome.halt().map(Outcome.Halted::touched).orElse(outcome.touched());
    }

    private static Quantile median(List<Outcome> outcomes, ToLongFunction<Outcome> figure) {
        return Quantile.of(outcomes.stream().mapToLong(figure).toArray(), HALF);
    }

    /** The same points, each with whether another one beats it. */
    public static List<SweepPoint> compared(List<SweepPoint> points) {
        List<SweepPoint> compared = new ArrayList<>();
        for (SweepPoint point : points) {
            compared.add(point.unbeaten(points.stream().noneMatch(other -> other.beats(point))));
        }
        return compared;
    }

    private SweepPoint unbeaten(boolean isBest) {
        return new SweepPoint(values, time, succeeded, touched, halts, missed, isBest);
    }

    private boolean beats(SweepPoint other) {
        boolean isAsGood = time.value() <= other.time.value() && touched.value() <= other.touched.value();
        boolean isBetter = time.value() < other.time.value() || touched.value() < other.touched.value();
        return isAsGood && isBetter;
    }
}
