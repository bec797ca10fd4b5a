package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Fraction;
import java.util.List;

/**
 * By how much a figure of one rollout differs from that of another, over pairs with the same draws.
 *
 * @param before the median of the first
 * @param after the median of the second
 * @param median of the differences of all pairs, with its interval; {@link Figure#NEVER} where one of a pair never came
 *     about
 */
public record Difference(Figure figure, long before, long after, Quantile median, Verdict verdict) {
    private static final Fraction HALF = new Fraction(1, 2);

    /** What the pairs show, with a confidence of 95 %. */
    public enum Verdict {
        BETTER,
        WORSE,
        /** It differs in what is neither better nor worse if there is more of it. */
        DIFFERS,
        /** The second may be better, worse, or the same. */
        NOT_SHOWN
    }

    /** The differences of all figures; each list has an outcome for each seed, in the same order. */
    public static List<Difference> ofAll(List<Outcome> before, List<Outcome> after) {
        if (before.size() != after.size()) {
            throw new IllegalArgumentException(before.size() + " and " + after.size() + " outcomes (expected: pairs)");
        }
        return Figure.of(before).stream()
                .map(figure -> of(figure, before, after))
                .toList();
    }

    private static Difference of(Figure figure, List<Outcome> before, List<Outcome> after) {
        long[] ones = before.stream().mapToLong(figure::of).toArray();
        long[] others = after.stream().mapToLong(figure::of).toArray();
        long[] differences = new long[ones.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = difference(ones[i], others[i]);
        }
        Quantile median = Quantile.of(differences, HALF);
        return new Difference(
                figure,
                Quantile.of(ones, HALF).value(),
                Quantile.of(others, HALF).value(),
                median,
                judge(figure, median));
    }

    private static long difference(long one, long other) {
        if (one == other) {
            return 0;
        }
        if (other == Figure.NEVER) {
            return Figure.NEVER;
        }
        return one == Figure.NEVER ? -Figure.NEVER : other - one;
    }

    private static Verdict judge(Figure figure, Quantile median) {
        boolean isMore = median.low() > 0;
        boolean isLess = median.high() < 0;
        if (!figure.isJudged() && (isMore || isLess)) {
            return Verdict.DIFFERS;
        }
        if (isMore) {
            return figure.isBetterIfMore() ? Verdict.BETTER : Verdict.WORSE;
        }
        if (isLess) {
            return figure.isBetterIfMore() ? Verdict.WORSE : Verdict.BETTER;
        }
        return Verdict.NOT_SHOWN;
    }
}
