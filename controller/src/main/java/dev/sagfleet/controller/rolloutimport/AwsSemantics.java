package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.rollout.Wave;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a job of AWS IoT goes. It has no waves, but a rate at which things are notified, also those that are away; it may grow.
 * The job is cancelled once so many executions have ended and so large a part of them as it should not.
 *
 * @param growth of the rate; absent if the rate is constant
 * @param aborts each by itself can cancel the job
 * @param hasTimeout whether an execution that is in progress ends by itself
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/jobs-configurations-details.html">AWS IoT, job
 *     configurations</a>
 */
public record AwsSemantics(Optional<Growth> growth, List<Abort> aborts, boolean hasTimeout) implements Semantics {
    /** Of so many devices the lowest limit is looked for. */
    private static final int SHOWN = 1_000_000;

    private static final Traits TRAITS = new Traits(false, true, true, true, true);

    /** What is counted of things. */
    public enum Counted {
        NOTIFIED,
        SUCCEEDED
    }

    /** Which executions are held against a job. */
    public enum FailureType {
        FAILED("failed"),
        /** Those that a device does not take up; there are none of them, for devices here take up what they are offered. */
        REJECTED("been rejected"),
        TIMED_OUT("timed out"),
        ALL("failed or timed out");

        private final String label;

        FailureType(String label) {
            this.label = label;
        }
    }

    /**
     * A rate that is multiplied each time that so many more things are counted.
     *
     * @param basePerMinute at first
     * @param factor 1.1 to 5
     * @param things 1 or more
     */
    public record Growth(int basePerMinute, BigDecimal factor, Counted counted, int things) {
        public Growth {
            requireNonNull(factor, "factor");
            requireNonNull(counted, "counted");
        }

        int perMinute(Counts counts, int most) {
            int counted = this.counted == Counted.SUCCEEDED ? counts.succeeded() : counts.judged() - counts.waiting();
            BigDecimal rate = BigDecimal.valueOf(basePerMinute);
            for (int step = counted / things; step > 0 && rate.intValue() < most; step--) {
                rate = rate.multiply(factor);
            }
            return Math.min(most, rate.setScale(0, RoundingMode.FLOOR).intValue());
        }
    }

    /**
     * What cancels a job.
     *
     * @param part of those that have ended, reached by those of the type
     * @param executed so many must have ended
     */
    public record Abort(FailureType type, Fraction part, int executed) {
        public Abort {
            requireNonNull(type, "type");
            requireNonNull(part, "part");
        }

        private int failures(Counts counts) {
            return switch (type) {
                case FAILED -> counts.failed();
                case REJECTED -> 0;
                case TIMED_OUT -> counts.silent();
                case ALL -> counts.failed() + counts.silent();
            };
        }

        Optional<String> objection(Counts counts) {
            int ended = counts.judged() - counts.open();
            int failures = failures(counts);
            return ended >= executed && failures > 0 && part.isReachedBy(failures, ended)
                    ? Optional.of("aborted: " + failures + " of " + ended + " that have ended have " + type.label
                            + ", aborts at " + part + " once " + executed + " have ended")
                    : Optional.empty();
        }
    }

    public AwsSemantics {
        requireNonNull(growth, "growth");
        aborts = List.copyOf(aborts);
    }

    /** The lowest of these limits in the words of this system, so that what is shown of a wave says it. */
    static Halt halt(List<Abort> aborts) {
        return aborts.stream()
                .map(abort -> new Halt(
                        abort.part(), Math.max(1, Math.toIntExact(abort.part().ceilingOf(abort.executed())))))
                .min(Comparator.comparingLong(halt -> halt.smallest(SHOWN)))
                .orElse(new Halt(Fraction.ONE, (int) Fraction.COUNT_MAX));
    }

    private static Counts all(List<Wave> waves) {
        Counts sum = Counts.NONE;
        for (Wave wave : waves) {
            sum = sum.plus(wave.counts());
        }
        return sum;
    }

    @Override
    public Optional<String> objection(RolloutPolicy policy, List<Wave> waves, int number) {
        Counts counts = all(waves);
        return aborts.stream()
                .flatMap(abort -> abort.objection(counts).stream())
                .findFirst();
    }

    /** It waits for nothing but the end of all executions. */
    @Override
    public boolean isMet(RolloutPolicy policy, List<Wave> waves, int number) {
        return waves.get(number).counts().judged() > 0;
    }

    @Override
    public Pace pace(RolloutPolicy policy, List<Wave> waves) {
        Pace most = policy.pace();
        return growth.map(rate -> new Pace(
                        rate.perMinute(all(waves), most.perMinute()), most.inFlight(), most.perSite(), most.egress()))
                .orElse(most);
    }

    @Override
    public String name(int number) {
        return "the job";
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<String> waysOut(RolloutPolicy policy, List<Wave> waves, int number) {
        String end = "an endTime with endBehavior CANCEL";
        return hasTimeout
                ? List.of(end + ", for the executions that are queued: their devices never came")
                : List.of(end, "inProgressTimeoutInMinutes: those in progress would be TIMED_OUT");
    }
}
