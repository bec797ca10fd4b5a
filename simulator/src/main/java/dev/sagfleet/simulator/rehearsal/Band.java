package dev.sagfleet.simulator.rehearsal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a number goes on in many rehearsals: at each of several times its 10th, 50th and 90th percentile, each the smallest
 * value that is not below so many of a hundred. Of one rehearsal all three are the same.
 */
public record Band(List<Long> low, List<Long> middle, List<Long> high) {
    private static final int PERCENT = 100;
    private static final int LOW = 10;
    private static final int MIDDLE = 50;
    private static final int HIGH = 90;

    public Band {
        low = List.copyOf(low);
        middle = List.copyOf(middle);
        high = List.copyOf(high);
    }

    /**
     * That of several.
     *
     * @param series one or more, all equally long
     */
    static Band of(List<long[]> series) {
        List<Long> low = new ArrayList<>();
        List<Long> middle = new ArrayList<>();
        List<Long> high = new ArrayList<>();
        for (int i = 0; i < series.get(0).length; i++) {
            int at = i;
            long[] sorted = series.stream().mapToLong(one -> one[at]).toArray();
            Arrays.sort(sorted);
            low.add(sorted[rank(LOW, sorted.length)]);
            middle.add(sorted[rank(MIDDLE, sorted.length)]);
            high.add(sorted[rank(HIGH, sorted.length)]);
        }
        return new Band(low, middle, high);
    }

    private static int rank(int percent, int count) {
        return Math.max(1, (percent * count + PERCENT - 1) / PERCENT) - 1;
    }
}
