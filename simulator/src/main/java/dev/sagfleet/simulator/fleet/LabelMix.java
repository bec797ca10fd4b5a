package dev.sagfleet.simulator.fleet;

import java.util.List;

/**
 * Names that something can have, and how likely each is. Each draw is on its own.
 *
 * @param shares 1 or more different names, whose percentages add up to 100
 */
public record LabelMix(List<Share> shares) {
    private static final int PERCENT_ALL = 100;

    /**
     * One name of a mix.
     *
     * @param percent 1 to 100
     */
    public record Share(String label, int percent) {
        public Share {
            if (percent < 1 || percent > PERCENT_ALL) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 1 to " + PERCENT_ALL + ')');
            }
        }
    }

    public LabelMix {
        shares = List.copyOf(shares);
        int percent = shares.stream().mapToInt(Share::percent).sum();
        if (percent != PERCENT_ALL
                || shares.stream().map(Share::label).distinct().count() != shares.size()) {
            throw new IllegalArgumentException(
                    "shares: " + shares + " (expected: each name once, and " + PERCENT_ALL + "% in all)");
        }
    }

    /** A mix of one name only. */
    public static LabelMix of(String label) {
        return new LabelMix(List.of(new Share(label, PERCENT_ALL)));
    }

    /** The name that 64 random bits stand for. */
    String draw(long bits) {
        long left = Long.remainderUnsigned(bits, PERCENT_ALL);
        int next = 0;
        while (left >= shares.get(next).percent()) {
            left -= shares.get(next++).percent();
        }
        return shares.get(next).label();
    }

    boolean has(String label) {
        return shares.stream().anyMatch(share -> share.label().equals(label));
    }
}
