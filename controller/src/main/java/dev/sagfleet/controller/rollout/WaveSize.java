package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/** Where a wave ends. Source: rollout rule R2. */
public sealed interface WaveSize {
    /**
     * The place at which it ends, of so many members.
     *
     * @param begin where it begins, which is where the wave before it ended
     * @return from {@code begin} to {@code members}
     */
    int end(int begin, int members);

    /** So many devices of its own. */
    record Count(int devices) implements WaveSize {
        public Count {
            if (devices < 1 || devices > Fraction.COUNT_MAX) {
                throw new IllegalArgumentException(
                        "count: " + devices + " (expected: 1 to " + Fraction.COUNT_MAX + ')');
            }
        }

        @Override
        public int end(int begin, int members) {
            return Math.min(members, Math.addExact(begin, devices));
        }
    }

    /** So much of all members, the waves before it included: it ends at the ceiling of that. */
    record Cumulative(Fraction part) implements WaveSize {
        public Cumulative {
            requireNonNull(part, "part");
        }

        @Override
        public int end(int begin, int members) {
            return Math.max(begin, Math.toIntExact(part.ceilingOf(members)));
        }
    }
}
