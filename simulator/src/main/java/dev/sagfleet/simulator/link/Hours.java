package dev.sagfleet.simulator.link;

import dev.sagfleet.simulator.time.Seed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a device is switched on, by the clock where it stands: each day of some from one time to another, which is the next
 * day's if it is not later. Each device is a little early or late all of the time, so that not all come at once.
 *
 * @param days on which it is switched on: at least one
 * @param from when that is
 * @param to when it is switched off again; another time
 * @param spread between the first device and the last
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, Duration spread) {
    private static final String PURPOSE = "hours";
    private static final int DAYS_AHEAD = 9;

    public Hours {
        if (days.isEmpty() || from.equals(to)) {
            throw new IllegalArgumentException(
                    "days, from, to: " + days + ", " + from + ", " + to + " (expected: a day at least, and two times)");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /**
     * How it is at one time.
     *
     * @param until when that changes next, or may
     */
    public record Phase(boolean isOn, Instant until) {}

    /** Whether a device is on at a time. */
    public Phase at(Instant time, ZoneId zone, Seed device) {
        Duration shift = Duration.ofSeconds((long) ((device.fraction(PURPOSE) - 0.5) * spread.toSeconds()));
        LocalDate first = time.atZone(zone).toLocalDate().minusDays(2);
        for (int i = 0; i < DAYS_AHEAD + 2; i++) {
            LocalDate day = first.plusDays(i);
            if (days.contains(day.getDayOfWeek())) {
                Instant on = at(day, from, zone).plus(shift);
                Instant off =
                        at(to.isAfter(from) ? day : day.plusDays(1), to, zone).plus(shift);
                if (on.isAfter(time)) {
                    return new Phase(false, on);
                }
                if (off.isAfter(time)) {
                    return new Phase(true, off);
                }
            }
        }
        throw new IllegalStateException("each day of the week comes within " + DAYS_AHEAD + " days");
    }

    private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
