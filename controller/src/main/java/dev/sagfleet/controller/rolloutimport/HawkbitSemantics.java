package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Semantics;
import dev.sagfleet.controller.rollout.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How hawkBit judges the groups of a rollout. Both thresholds are parts of the whole group; what has neither finished nor
 * failed counts in neither of them, and keeps its group running. A group lets the next one start once enough of it have
 * finished, or once all of it and of the groups before it have ended; more failures than the threshold pause the rollout.
 *
 * @param groups the thresholds of each group; those behind the last go by that
 * @see <a href="https://eclipse.dev/hawkbit/concepts/rollout-management/">hawkBit, rollout management</a>
 */
public record HawkbitSemantics(List<Limits> groups) implements Semantics {
    /** As many as a fraction can have, so that one more is less than any device. */
    private static final long PARTS = 1_000_000_000;

    /** More failures than any group has devices. */
    private static final int NOBODY = (int) Fraction.COUNT_MAX;

    private static final Traits TRAITS = new Traits(false, true, false, false, false);

    /**
     * The thresholds of a group.
     *
     * @param success that is reached
     * @param error that is passed
     */
    public record Limits(Fraction success, Fraction error) {
        public Limits {
            requireNonNull(success, "success");
            requireNonNull(error, "error");
        }

        /** The same limit in the words of this system, so that what is shown of a wave says it. */
        Halt halt() {
            long parts = PARTS / error.denominator() * error.numerator();
            boolean isExact = PARTS % error.denominator() == 0 && parts < PARTS;
            return isExact
                    ? new Halt(new Fraction(parts + 1, PARTS), 1)
                    : new Halt(error, error.equals(Fraction.ONE) ? NOBODY : 1);
        }

        /** The smallest number of failures that pauses a group of this size; more than the size if none does. */
        long pausing(int size) {
            boolean isWhole = error.numerator() * size % error.denominator() == 0;
            return error.ceilingOf(size) + (isWhole ? 1 : 0);
        }
    }

    public HawkbitSemantics {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("groups: none (expected: 1 or more)");
        }
    }

    private Limits limits(int number) {
        return groups.get(Math.min(number, groups.size() - 1));
    }

    private static int size(Wave wave) {
        return wave.counts().judged();
    }

    private static int failed(Wave wave) {
        return wave.counts().failed() + wave.counts().silent();
    }

    @Override
    public Optional<String> objection(RolloutPolicy policy, List<Wave> waves, int number) {
        Wave wave = waves.get(number);
        int size = size(wave);
        long failed = failed(wave);
        return size > 0 && failed >= limits(number).pausing(size)
                ? Optional.of(name(number) + ": " + failed + " of " + size + " failed, more than "
                        + limits(number).error())
                : Optional.empty();
    }

    @Override
    public boolean isMet(RolloutPolicy policy, List<Wave> waves, int number) {
        Wave wave = waves.get(number);
        boolean isReached = limits(number).success().isReachedBy(wave.counts().succeeded(), size(wave));
        return size(wave) > 0
                && (isReached
                        || waves.subList(0, number + 1).stream()
                                .allMatch(before -> before.counts().open() == 0));
    }

    @Override
    public String name(int number) {
        return "group " + (number + 1);
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<String> waysOut(RolloutPolicy policy, List<Wave> waves, int number) {
        Wave wave = waves.get(number);
        int open = wave.counts().open();
        int size = size(wave);
        List<String> ways = new ArrayList<>();
        if (wave.stage() == Wave.Stage.OPEN && open > 0) {
            ways.add("a success threshold of at most " + 100L * wave.counts().succeeded() / size + "%: "
                    + wave.counts().succeeded() + " of " + size + " have finished, and "
                    + limits(number).success().ceilingOf(size) + " must");
        }
        long silentToo = failed(wave) + (long) open;
        ways.add("a timeout, which hawkBit has not: " + silentToo + " of " + size + " would have failed, which "
                + (silentToo >= limits(number).pausing(size)
                        ? "pauses the rollout"
                        : "ends the group, so that the rollout goes on"));
        return ways;
    }
}
