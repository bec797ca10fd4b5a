package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The window of one zone that is open, or opens next, and how the starts in it are spread. Its end is not part of it.
 * Source: rollout rule R16.
 *
 * @param nextMillis when the one after it opens
 * @param spreadMillis from when starts are spread
 * @param planned over how many they are; {@link #UNPLANNED} if nobody has counted yet
 * @param started how many of them there were
 */
public record Opening(
        ZoneId zone,
        long opensMillis,
        long closesMillis,
        long nextMillis,
        long spreadMillis,
        int planned,
        int started) {
    static final int UNPLANNED = -1;

    /** The part of a window that is early. */
    private static final int EARLY = 10;

    public Opening {
        requireNonNull(zone, "zone");
    }

    /** The one in which the starts of a zone are, as of now. */
    static Opening of(Optional<Window> window, ZoneId zone, long nowMillis) {
        if (window.isEmpty()) {
            return new Opening(zone, 0, PhaseClock.NEVER, PhaseClock.NEVER, 0, 0, 0);
        }
        UpgradeSchedule schedule = window.get().of(zone);
        long openMillis = window.get().open().toMillis();
        long opens = next(schedule, nowMillis - openMillis + 1);
        if (opens == PhaseClock.NEVER) {
            return new Opening(zone, opens, opens, opens, opens, UNPLANNED, 0);
        }
        long closes = opens + openMillis;
        return new Opening(zone, opens, closes, next(schedule, opens + 1), opens, UNPLANNED, 0);
    }

    private static long next(UpgradeSchedule schedule, long fromMillis) {
        return schedule.nextOpening(Instant.ofEpochMilli(fromMillis))
                .map(Instant::toEpochMilli)
                .orElse(PhaseClock.NEVER);
    }

    boolean isOpen(long nowMillis) {
        return opensMillis <= nowMillis && nowMillis < closesMillis;
    }

    /** Whether no window comes any more. */
    boolean isNever() {
        return opensMillis == PhaseClock.NEVER;
    }

    /** Nearly all of it: what takes this long has to begin early. */
    long mostMillis() {
        long openMillis = closesMillis - opensMillis;
        return openMillis - openMillis / EARLY;
    }

    /** Whether it is open, and nearly all of it is left. */
    boolean isEarly(long nowMillis) {
        return isOpen(nowMillis) && mostMillis() <= closesMillis - nowMillis;
    }

    /** Whether nobody knows over how many its starts are to be spread, or all of those have started. */
    boolean isToBePlanned() {
        return closesMillis != PhaseClock.NEVER && started >= planned;
    }

    /** Whether something that takes this long can be done in what is left, or in no window at all. */
    boolean hasRoom(long workMillis, long nowMillis) {
        return workMillis <= closesMillis - nowMillis || workMillis > closesMillis - opensMillis;
    }

    /** When the next one may start that takes this long: its share of the usable part is before that. */
    long slotMillis(long workMillis) {
        long usable = closesMillis - workMillis - spreadMillis;
        return started >= planned || usable <= 0 ? spreadMillis : spreadMillis + usable * started / planned;
    }

    Opening spreadOver(int members, long nowMillis) {
        return new Opening(zone, opensMillis, closesMillis, nextMillis, nowMillis, members, 0);
    }

    Opening unplanned() {
        return closesMillis == PhaseClock.NEVER
                ? this
                : new Opening(zone, opensMillis, closesMillis, nextMillis, spreadMillis, UNPLANNED, 0);
    }

    Opening plusStart() {
        return closesMillis == PhaseClock.NEVER
                ? this
                : new Opening(zone, opensMillis, closesMillis, nextMillis, spreadMillis, planned, started + 1);
    }
}
