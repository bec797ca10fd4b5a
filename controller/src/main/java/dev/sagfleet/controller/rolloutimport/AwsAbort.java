package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.PercentText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a job of AWS IoT is aborted: the first of its criteria that comes true, which is the one with the lowest threshold.
 *
 * @param success what is left of the failures that halt, so that neither contradicts the other
 * @param criteria all of them, as they were written
 */
record AwsAbort(Fraction success, Halt halt, List<AwsSemantics.Abort> criteria) {
    private static final List<String> KEYS =
            List.of("failureType", "action", "thresholdPercentage", "minNumberOfExecutedThings");
    private static final List<String> TYPES = List.of("FAILED", "REJECTED", "TIMED_OUT", "ALL");
    private static final int EXECUTED_MAX = 1_000_000;

    AwsAbort {
        requireNonNull(success, "success");
        requireNonNull(halt, "halt");
        criteria = List.copyOf(criteria);
    }

    /** One criterion: so many percent of all that have ended, once so many have. */
    private record Criterion(AwsSemantics.FailureType type, BigDecimal percent, int executed) {
        AwsSemantics.Abort original() {
            return new AwsSemantics.Abort(type, part(), executed);
        }

        Fraction part() {
            return new Fraction(percent.movePointRight(7).longValueExact(), 1_000_000_000L);
        }

        /** How many failures it takes when it begins to count. */
        Halt halt() {
            return new Halt(part(), Math.max(1, Math.toIntExact(part().ceilingOf(executed))));
        }
    }

    static AwsAbort read(YamlKeys keys, ImportNotes notes) {
        if (!keys.has("abortConfig")) {
            notes.added(
                    keys.whole(),
                    "no abort: it goes on whatever fails",
                    "halt: 5% of a wave and at least two; advance: 95%");
            return new AwsAbort(RolloutPolicy.SUCCESS_DEFAULT, Halt.DEFAULT, List.of());
        }
        List<Criterion> read = new ArrayList<>();
        for (YamlKeys criterion : AwsImport.criteria(keys, "abortConfig")) {
            criterion(criterion, notes).ifPresent(read::add);
        }
        Optional<Criterion> first = read.stream().min(Comparator.comparing(Criterion::percent));
        first.ifPresent(lowest -> notes.differs(
                keys.where("abortConfig"),
                "abort: " + PercentText.of(lowest.part()) + " of those that have ended, once " + lowest.executed()
                        + " have; it cancels the job",
                "halt: " + PercentText.of(taken(lowest)) + " of the wave, and at least "
                        + lowest.halt().least() + "; it can be resumed"));
        List<AwsSemantics.Abort> criteria =
                read.stream().map(Criterion::original).toList();
        return first.map(lowest -> new AwsAbort(
                        success(lowest), new Halt(taken(lowest), lowest.halt().least()), criteria))
                .orElse(new AwsAbort(RolloutPolicy.SUCCESS_DEFAULT, Halt.DEFAULT, criteria));
    }

    /** Something must succeed, so not all may fail. */
    private static Fraction success(Criterion lowest) {
        Fraction failures = taken(lowest);
        return new Fraction(failures.denominator() - failures.numerator(), failures.denominator());
    }

    private static Fraction taken(Criterion lowest) {
        return lowest.part().equals(Fraction.ONE) ? Fraction.ofPercent(99) : lowest.part();
    }

    private static Optional<Criterion> criterion(YamlKeys criterion, ImportNotes notes) {
        notes.unknown(criterion, KEYS);
        criterion.required(
                "action", value -> value.choice(text -> Optional.of(text).filter("CANCEL"::equals), "CANCEL"));
        Optional<String> failureType = criterion.required(
                "failureType",
                value -> value.choice(text -> Optional.of(text).filter(TYPES::contains), String.join(", ", TYPES)));
        failureType
                .filter(type -> !type.equals("ALL"))
                .ifPresent(type -> notes.differs(
                        criterion.where("failureType"),
                        "failureType: " + type + " alone",
                        "halt: failures of every kind, silent devices too"));
        Optional<Integer> executed =
                criterion.required("minNumberOfExecutedThings", value -> value.integer(1, EXECUTED_MAX, "things"));
        Optional<BigDecimal> percent =
                criterion.required("thresholdPercentage", value -> value.decimal(100, "percent"));
        return failureType.flatMap(type -> percent.flatMap(
                part -> executed.map(things -> new Criterion(AwsSemantics.FailureType.valueOf(type), part, things))));
    }
}
