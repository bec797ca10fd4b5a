package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.controller.rollout.UpgradeSchedule;
import dev.sagfleet.controller.rollout.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The windows of one zone, found as they are asked for. Source: rollout rule R16. Not thread-safe. */
final class ZoneWindows {
    /** No window opens any more. */
    static final long NEVER = Long.MAX_VALUE;

    /** More than ten years of windows of each quarter of an hour. */
    private static final int OPENINGS_MAX = 400_000;

    private final Optional<UpgradeSchedule> schedule;
    private final long openMillis;
    private final List<Long> openings = new ArrayList<>();
    private long askedMillis;
    private boolean isOver;

    /** Without a window it is always open. */
    ZoneWindows(Optional<Window> window, ZoneId zone, Instant from) {
        schedule = window.map(it -> it.of(zone));
        openMillis = window.map(it -> it.open().toMillis()).orElse(NEVER);
        askedMillis = from.toEpochMilli() - (window.isPresent() ? openMillis - 1 : 0);
    }

    /** The first few that open at this moment or later. */
    List<Instant> next(Instant from, int most) {
        List<Instant> found = new ArrayList<>();
        Instant asked = from;
        while (schedule.isPresent() && found.size() < most) {
            Optional<Instant> opening = schedule.get().nextOpening(asked);
            if (opening.isEmpty()) {
                break;
            }
            found.add(opening.get());
            asked = opening.get().plusMillis(1);
        }
        return found;
    }

    /**
     * The first moment from this one on at which something can begin that takes so long; {@link #NEVER} if there is none.
     * What is too long for any window begins in one all the same.
     */
    long startMillis(long fromMillis, long workMillis) {
        if (schedule.isEmpty()) {
            return fromMillis;
        }
        long room = isTooLong(workMillis) ? 1 : workMillis;
        for (int i = firstFrom(fromMillis - openMillis); hasOpening(i); i++) {
            long start = Math.max(fromMillis, openings.get(i));
            if (start + room <= openings.get(i) + openMillis) {
                return start;
            }
        }
        return NEVER;
    }

    /** Whether something takes longer than a window is open. */
    boolean isTooLong(long workMillis) {
        return schedule.isPresent() && workMillis > openMillis;
    }

    /** The index of the first that opens after a moment. */
    private int firstFrom(long afterMillis) {
        int low = 0;
        int high = openings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (openings.get(middle) <= afterMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean hasOpening(int index) {
        while (index >= openings.size() && !isOver) {
            Optional<Instant> next = schedule.orElseThrow().nextOpening(Instant.ofEpochMilli(askedMillis));
            isOver = next.isEmpty() || openings.size() == OPENINGS_MAX;
            next.filter(it -> !isOver).ifPresent(opening -> {
                openings.add(opening.toEpochMilli());
                askedMillis = opening.toEpochMilli() + 1;
            });
        }
        return index < openings.size();
    }
}
