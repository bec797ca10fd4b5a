package dev.sagfleet.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.time.Seed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    private static final Seed DEVICE = new Seed(7);
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Hours OFFICE = hours(WEEK, "08:00", "18:00");

    private static Hours hours(Set<DayOfWeek> days, String from, String to) {
        return new Hours(days, LocalTime.parse(from), LocalTime.parse(to), Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T00:00:00Z, Asia/Shanghai, true, 2026-01-05T10:00:00Z", // Monday, 08:00 there
        "2026-01-05T00:00:00Z, Europe/Berlin, false, 2026-01-05T07:00:00Z",
        "2026-01-05T09:59:59Z, Asia/Shanghai, true, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00Z, Asia/Shanghai, false, 2026-01-06T00:00:00Z",
        "2026-01-09T12:00:00Z, Asia/Shanghai, false, 2026-01-12T00:00:00Z", // Friday evening: Monday comes next
    })
    void isOnByTheClockOfItsZone(Instant time, String zone, boolean isOn, Instant until) {
        assertThat(OFFICE.at(time, ZoneId.of(zone), DEVICE)).isEqualTo(new Hours.Phase(isOn, until));
    }

    @Test
    void aNightShiftOfFridayEndsOnSaturday() {
        Hours night = hours(WEEK, "22:00", "06:00");
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        Instant late = ZonedDateTime.of(2026, 1, 10, 5, 0, 0, 0, zone).toInstant();

        assertThat(night.at(late, zone, DEVICE)).isEqualTo(new Hours.Phase(true, late.plus(Duration.ofHours(1))));
        assertThat(night.at(late.plus(Duration.ofHours(1)), zone, DEVICE).isOn())
                .isFalse();
    }

    @Test
    @DisplayName("Where summer time begins and ends, it is on from 08:00 to 18:00 of the clock all the same")
    void followsTheClockOverTheYear() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        int phases = 0;
        for (Hours.Phase phase = OFFICE.at(time, zone, DEVICE);
                time.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                phase = OFFICE.at(time, zone, DEVICE)) {
            assertThat(phase.until()).isAfter(time);
            time = phase.until();
            ZonedDateTime local = time.atZone(zone);
            assertThat(local.toLocalTime()).isEqualTo(LocalTime.parse(phase.isOn() ? "18:00" : "08:00"));
            assertThat(WEEK).contains(local.getDayOfWeek());
            phases++;
        }

        assertThat(phases).isBetween(2 * 260, 2 * 262 + 1);
    }

    @Test
    void devicesAreEarlyOrLateOverTheSpread() {
        var spread = new Hours(WEEK, LocalTime.parse("08:00"), LocalTime.parse("18:00"), Duration.ofHours(2));
        Instant sunday = Instant.parse("2026-01-04T12:00:00Z");
        ZoneId zone = ZoneId.of("UTC");
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (int i = 0; i < 300; i++) {
            Seed device = DEVICE.at(i);
            Instant on = spread.at(sunday, zone, device).until();
            assertThat(spread.at(on, zone, device).until()).isEqualTo(on.plus(Duration.ofHours(10)));
            first = on.isBefore(first) ? on : first;
            last = on.isAfter(last) ? on : last;
        }

        assertThat(first).isBetween(Instant.parse("2026-01-05T07:00:00Z"), Instant.parse("2026-01-05T07:05:00Z"));
        assertThat(last).isBetween(Instant.parse("2026-01-05T08:55:00Z"), Instant.parse("2026-01-05T09:00:00Z"));
    }
}
