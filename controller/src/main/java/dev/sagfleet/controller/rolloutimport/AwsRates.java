package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How fast a job of AWS IoT begins. A rate that grows has no counterpart; in its place come waves that grow by the same
 * factor, each of which must succeed before the next one.
 */
final class AwsRates {
    private static final List<String> KEYS = List.of("maximumPerMinute", "exponentialRate");
    private static final List<String> GROWTH_KEYS =
            List.of("baseRatePerMinute", "incrementFactor", "rateIncreaseCriteria");
    private static final List<String> CRITERIA = List.of("numberOfSucceededThings", "numberOfNotifiedThings");
    private static final int PER_MINUTE_MAX = 1_000;
    private static final int THINGS_MAX = 1_000_000;
    private static final BigDecimal FACTOR_MIN = new BigDecimal("1.1");

    private final YamlKeys keys;
    private final ImportNotes notes;
    private final Optional<YamlKeys> config;
    private final int perMinute;
    private Optional<AwsSemantics.Growth> read = Optional.empty();

    AwsRates(YamlKeys keys, ImportNotes notes) {
        this.keys = keys;
        this.notes = notes;
        config = keys.nested("jobExecutionsRolloutConfig");
        config.ifPresent(it -> notes.unknown(it, KEYS));
        perMinute = config.flatMap(it ->
                        it.optional("maximumPerMinute", value -> value.integer(1, PER_MINUTE_MAX, "devices a minute")))
                .orElse(PER_MINUTE_MAX);
    }

    /** The most that ever begin in a minute. */
    int perMinute() {
        return perMinute;
    }

    /** How the rate grows, once the waves are read. */
    Optional<AwsSemantics.Growth> growth() {
        return read;
    }

    /** All at once if the rate does not grow. */
    List<WavePlan> waves() {
        Optional<YamlKeys> growth = config.flatMap(it -> it.nested("exponentialRate"));
        List<WavePlan> waves = new ArrayList<>(growth.map(this::growing).orElseGet(List::of));
        waves.add(WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)));
        if (growth.isEmpty()) {
            notes.added(keys.whole(), "no waves", "waves: one of all");
        }
        return waves;
    }

    private List<WavePlan> growing(YamlKeys growth) {
        notes.unknown(growth, GROWTH_KEYS);
        Optional<Integer> base =
                growth.required("baseRatePerMinute", value -> value.integer(1, PER_MINUTE_MAX, "devices a minute"));
        Optional<BigDecimal> factor = growth.required("incrementFactor", value -> {
            BigDecimal read = value.decimal(5, "times");
            if (read.compareTo(FACTOR_MIN) < 0) {
                throw value.refusal("1.1 to 5");
            }
            return read;
        });
        Optional<Integer> things = growth.nested("rateIncreaseCriteria").flatMap(this::things);
        if (things.isEmpty()) {
            keys.problems().add(growth.whole().refusal("no rateIncreaseCriteria", String.join(" or ", CRITERIA)));
        }
        read = base.flatMap(rate -> factor.flatMap(
                times -> things.map(count -> new AwsSemantics.Growth(rate, times, counted(growth), count))));
        return base.flatMap(rate -> factor.flatMap(
                        times -> things.map(count -> waves(growth, BigDecimal.valueOf(rate), times, count))))
                .orElse(List.of());
    }

    private static AwsSemantics.Counted counted(YamlKeys growth) {
        boolean areSucceeded = growth.nested("rateIncreaseCriteria")
                .filter(criteria -> criteria.has(CRITERIA.get(0)))
                .isPresent();
        return areSucceeded ? AwsSemantics.Counted.SUCCEEDED : AwsSemantics.Counted.NOTIFIED;
    }

    private Optional<Integer> things(YamlKeys criteria) {
        notes.unknown(criteria, CRITERIA);
        return CRITERIA.stream()
                .filter(criteria::has)
                .findFirst()
                .flatMap(name -> criteria.optional(name, value -> value.integer(1, THINGS_MAX, "things")));
    }

    private List<WavePlan> waves(YamlKeys growth, BigDecimal base, BigDecimal factor, int things) {
        List<WavePlan> waves = new ArrayList<>();
        BigDecimal rate = base;
        BigDecimal size = BigDecimal.valueOf(things);
        while (rate.compareTo(BigDecimal.valueOf(perMinute)) < 0 && waves.size() < RolloutPolicy.WAVES_MAX - 1) {
            int devices = size.setScale(0, RoundingMode.CEILING)
                    .min(BigDecimal.valueOf(THINGS_MAX))
                    .intValueExact();
            waves.add(WavePlan.of(new WaveSize.Count(devices)));
            rate = rate.multiply(factor);
            size = size.multiply(factor);
        }
        notes.missing(
                growth.whole(),
                waves.size() + " waves of " + things + " devices, then " + factor.toPlainString()
                        + " times as many and so on, then all others; up to " + perMinute + " a minute in each");
        return waves;
    }
}
