package dev.sagfleet.simulator.rehearsal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Widths of slots of time, as a person would choose them. Whatever is kept in one of the kept widths can be shown in each
 * width from that on, since it is a part of all of them.
 */
final class Widths {
    static final long LEAST_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private static final long WEEK_MILLIS = TimeUnit.DAYS.toMillis(7);
    /** In minutes; from a week on they double. */
    private static final List<Long> KEPT = millis(1, 5, 30, 60, 6 * 60, 24 * 60, 7 * 24 * 60);

    private static final List<Long> SHOWN =
            millis(1, 2, 5, 10, 15, 30, 60, 2 * 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 7 * 24 * 60);

    /** The next one in which something is kept. */
    static long keptAfter(long widthMillis) {
        return KEPT.stream().filter(width -> width > widthMillis).findFirst().orElse(2 * widthMillis);
    }

    /** The first one of which so many are long enough, and which is no narrower than another one. */
    static long shown(long leastMillis, long lengthMillis, int count) {
        return Stream.concat(SHOWN.stream(), Stream.iterate(2 * WEEK_MILLIS, width -> 2 * width))
                .filter(width -> width >= leastMillis && (lengthMillis + width - 1) / width <= count)
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> millis(long... minutes) {
        return LongStream.of(minutes).map(TimeUnit.MINUTES::toMillis).boxed().toList();
    }

    private Widths() {}
}
