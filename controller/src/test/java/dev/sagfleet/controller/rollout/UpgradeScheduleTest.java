package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When windows open, also where the clock is put forward or back. */
class UpgradeScheduleTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static UpgradeSchedule schedule(String cron, String zone) {
        return new UpgradeSchedule(cron, ZoneId.of(zone), HALF_AN_HOUR);
    }

    /** The first openings from a moment on, each after the one before. */
    private static List<String> openings(String cron, String zone, String from, int count) {
        UpgradeSchedule schedule = schedule(cron, zone);
        List<String> openings = new ArrayList<>();
        Instant next = Instant.parse(from);
        while (openings.size() < count) {
            Optional<Instant> opening = schedule.nextOpening(next);
            if (opening.isEmpty()) {
                break;
            }
            openings.add(opening.get().toString());
            next = opening.get().plusNanos(1);
        }
        return openings;
    }

    @Test
    void aWindowOpensAtTheTimeOfDayOfItsZone() {
        assertThat(openings("0 0 4 1/1 * ?", "Asia/Shanghai", "2026-03-01T00:00:00Z", 2))
                .containsExactly("2026-03-01T20:00:00Z", "2026-03-02T20:00:00Z");
    }

    @Test
    void theMomentItselfCounts() {
        assertThat(openings("0 0 4 1/1 * ?", "Asia/Shanghai", "2026-03-01T20:00:00Z", 1))
                .containsExactly("2026-03-01T20:00:00Z");
        assertThat(openings("0 0 4 1/1 * ?", "Asia/Shanghai", "2026-03-01T20:00:00.000000001Z", 1))
                .containsExactly("2026-03-02T20:00:00Z");
    }

    /** In Berlin, 29 March 2026 has no 2:30, which is 1:30 UTC in winter. */
    @Test
    void whatDaylightSavingSkipsOpensAtTheEndOfTheGap() {
        assertThat(openings("0 30 2 * * ?", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(openings("0 30 2 * * ?", "Europe/Berlin", "2026-03-29T01:00:00Z", 1))
                .containsExactly("2026-03-29T01:00:00Z");
        assertThat(openings("0 30 2 * * ?", "Australia/Sydney", "2026-10-03T12:00:00Z", 2))
                .containsExactly("2026-10-03T16:00:00Z", "2026-10-04T15:30:00Z");
    }

    @Test
    void allThatIsSkippedOpensOnce() {
        assertThat(openings("0 0/20 2,3 * * ?", "Europe/Berlin", "2026-03-29T00:00:00Z", 4))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z", "2026-03-30T00:00:00Z");
    }

    /** In Berlin, 25 October 2026 has 2:30 twice: 0:30 UTC and 1:30 UTC. */
    @Test
    void whatComesTwiceOpensTheFirstTime() {
        assertThat(openings("0 30 2 * * ?", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(openings("0 0/30 2 * * ?", "Europe/Berlin", "2026-10-25T00:00:00Z", 3))
                .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:00:00Z");
        assertThat(openings("0 0/30 * * * ?", "Europe/Berlin", "2026-10-25T00:30:00Z", 3))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z");
        assertThat(openings("0 30 2 * * ?", "Australia/Sydney", "2026-04-04T12:00:00Z", 1))
                .containsExactly("2026-04-04T15:30:00Z");
    }

    @Test
    void theWeekdayIsThatOfTheOpening() {
        assertThat(openings("0 0 22 ? * SUN", "Asia/Tokyo", "2026-03-01T00:00:00Z", 2))
                .containsExactly("2026-03-01T13:00:00Z", "2026-03-08T13:00:00Z");
    }

    @Test
    void theDaysThatQuartzCountsFromTheEndOfAMonthAreInEveryMonth() {
        assertThat(openings("0 0 2 L * ?", "UTC", "2026-01-01T00:00:00Z", 4))
                .containsExactly(
                        "2026-01-31T02:00:00Z", "2026-02-28T02:00:00Z", "2026-03-31T02:00:00Z", "2026-04-30T02:00:00Z");
        assertThat(openings("0 0 2 15W * ?", "UTC", "2026-01-01T00:00:00Z", 3))
                .containsExactly("2026-01-15T02:00:00Z", "2026-02-16T02:00:00Z", "2026-03-16T02:00:00Z");
        assertThat(openings("0 0 2 ? * 6#3", "UTC", "2026-01-01T00:00:00Z", 2))
                .containsExactly("2026-01-16T02:00:00Z", "2026-02-20T02:00:00Z");
        assertThat(openings("0 0 22-1 * * ?", "UTC", "2026-01-01T00:00:00Z", 3))
                .containsExactly("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "2026-01-01T22:00:00Z");
    }

    @Test
    void whatNeverComesNeverOpens() {
        assertThat(openings("0 0 2 30 2 ?", "UTC", "2026-01-01T00:00:00Z", 1)).isEmpty();
        assertThat(openings("0 0 2 1 1 ? 2025", "UTC", "2026-01-01T00:00:00Z", 1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0 0 2 * *",
                "0 30 , ? * SAT",
                "60 0 2 * * ?",
                "0 0 2 32 * ?",
                "0 0 2 * * *",
                "@daily",
                "0 0 4 1/1 * ? x y",
                "H 0 2 * * ?",
                "0 0 2 ? * 9",
                "\uD83D\uDE00"
            })
    void whatIsNoCronLineIsRefused(String cron) {
        assertThatThrownBy(() -> schedule(cron, "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a Quartz cron expression");
    }

    @Test
    void anEndlessCronLineIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> schedule("0 ".repeat(100_000), "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cron: 200000 characters (expected: at most 256)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 30 2 * * ?", "0 0/7 1-3 ? * SUN", "0 15 0 1/3 * ?", "0 59 23 L * ?"})
    void openingsAreThoseOfTheTimesOfDayOneByOne(String cron) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (String zone : List.of("Europe/Berlin", "Australia/Sydney", "Asia/Shanghai", "Australia/Lord_Howe")) {
            UpgradeSchedule schedule = schedule(cron, zone);
            UpgradeSchedule inUtc = schedule(cron, "UTC");
            for (int round = 0; round < 20; round++) {
                Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(63_000_000));
                Optional<Instant> found = schedule.nextOpening(from);
                assertThat(found)
                        .as("seed %d: %s in %s from %s", seed, cron, zone, from)
                        .contains(byCounting(inUtc, ZoneId.of(zone), from));
            }
        }
    }

    /** The first of all times of day that the line means, each put into the zone by itself, which is not before. */
    private static Instant byCounting(UpgradeSchedule inUtc, ZoneId zone, Instant from) {
        LocalDateTime local = LocalDateTime.ofInstant(from, zone).minusDays(1);
        while (true) {
            Instant asIfUtc = inUtc.nextOpening(local.toInstant(ZoneOffset.UTC)).orElseThrow();
            LocalDateTime time = LocalDateTime.ofInstant(asIfUtc, ZoneOffset.UTC);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
            Instant opening = offsets.isEmpty()
                    ? zone.getRules().getTransition(time).getInstant()
                    : time.toInstant(offsets.get(0));
            if (!opening.isBefore(from)) {
                return opening;
            }
            local = time.plusNanos(1);
        }
    }

    @Test
    void devicesBeginAFewMinutesIntoTheWindowEachAtItsOwnTime() {
        UpgradeSchedule schedule = schedule("0 0 4 1/1 * ?", "UTC");
        Instant opening = Instant.parse("2026-03-01T04:00:00Z");
        List<Long> begins = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            SerialNumber serial = new SerialNumber("sag" + i);
            UpgradeWindow window = schedule.nextFor(serial, Instant.parse("2026-03-01T00:00:00Z"))
                    .orElseThrow();
            begins.add(window.opensAtMillis() - opening.toEpochMilli());
            assertThat(window.closesAtMillis())
                    .isEqualTo(opening.plus(HALF_AN_HOUR).toEpochMilli());
            assertThat(schedule.windowAt(serial, window.opensAtMillis())).isEqualTo(window);
            assertThat(schedule.nextFor(serial, Instant.ofEpochMilli(window.opensAtMillis())))
                    .contains(window);
        }

        assertThat(begins).allMatch(begin -> begin >= 0 && begin <= UpgradeSchedule.JITTER.toMillis());
        assertThat(begins.stream().distinct()).hasSizeGreaterThan(200);
    }
}
