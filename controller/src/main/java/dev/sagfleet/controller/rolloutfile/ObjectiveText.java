package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rollout.Objective.Bound;
import dev.sagfleet.controller.rollout.Objective.Measure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objectives of rehearsals as people write them: {@code p90 finish <= 14d}. */
public final class ObjectiveText {
    private static final Pattern FORM =
            Pattern.compile("p([0-9]{1,3}(?:\\.[0-9]{1,7})?|[0-9]+/[0-9]+) ([a-z ]+) (<=|>=) (.+)");
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final long MILLIONTHS = 1_000_000;

    /** What {@link #parse} takes, for a person. */
    public static final String EXPECTED = "pN, a measure, <= or >=, and a limit, as p90 finish <= 14d,"
            + " p95 touched before halt <= 50, p50 failed <= 20, p95 lost <= 0, p90 succeeded >= 99% or p99 egress <= 400 Mbit/s";

    static Objective read(YamlValue value) {
        return value.choice(ObjectiveText::parse, EXPECTED);
    }

    /** Nothing if it is no objective. */
    public static Optional<Objective> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Bound bound = matcher.group(3).equals("<=") ? Bound.AT_MOST : Bound.AT_LEAST;
        Optional<Fraction> quantile = PercentText.parseNumber(matcher.group(1));
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.text().equals(matcher.group(2)))
                .findFirst()
                .flatMap(measure -> limit(measure, matcher.group(4))
                        .flatMap(limit -> quantile.map(part -> new Objective(part, measure, bound, limit))));
    }

    public static String of(Objective objective) {
        String bound = objective.bound() == Bound.AT_MOST ? "<=" : ">=";
        return 'p'
                + PercentText.number(objective.quantile())
                + ' '
                + objective.measure().text()
                + ' '
                + bound
                + ' '
                + limit(objective);
    }

    private static Optional<Long> limit(Measure measure, String text) {
        return switch (measure) {
            case FINISH -> SpanText.parse(text).map(Duration::toMillis);
            case TOUCHED_BEFORE_HALT, FAILED, FELL_BACK, SILENT, LOST ->
                Optional.of(text).filter(it -> COUNT.matcher(it).matches()).map(Long::valueOf);
            case SUCCEEDED ->
                PercentText.parse(text)
                        .filter(part -> MILLIONTHS % part.denominator() == 0)
                        .map(part -> part.numerator() * (MILLIONTHS / part.denominator()));
            case EGRESS -> RateText.parse(text).map(Bandwidth::bitsPerSecond);
        };
    }

    private static String limit(Objective objective) {
        long limit = objective.limit();
        return switch (objective.measure()) {
            case FINISH -> SpanText.of(Duration.ofMillis(limit));
            case TOUCHED_BEFORE_HALT, FAILED, FELL_BACK, SILENT, LOST -> Long.toString(limit);
            case SUCCEEDED -> PercentText.of(new Fraction(limit, MILLIONTHS));
            case EGRESS -> RateText.of(new Bandwidth(limit));
        };
    }

    private ObjectiveText() {}
}
