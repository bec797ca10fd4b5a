package dev.sagfleet.simulator.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a word that there is not. */
public final class NearMiss {
    /** So many letters of a word make one that may be wrong, missing or too much. */
    private static final int LETTERS_PER_ERROR = 3;

    /** The one of the known words that is the nearest, if it is near enough; in any case of letters. */
    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= Math.max(1, word.length() / LETTERS_PER_ERROR))
                .min(Comparator.<String>comparingInt(other -> distance(word, other))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be changed, put in or taken out to make one word of the other (Levenshtein). */
    static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j < costs.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }

    private NearMiss() {}
}
