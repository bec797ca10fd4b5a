package dev.sagfleet.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What devices were offered lately. */
class OfferedTrafficTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-03-02T00:00:00Z");
    private final TrafficReports reports = new TrafficReports(() -> now);

    private Duration uptime = Duration.ZERO;
    private long bytes;

    /** Reports all so often that much is offered in each hour. */
    private void carry(Duration span, long bytesPerHour) {
        for (Duration passed = Duration.ZERO; passed.compareTo(span) < 0; passed = passed.plus(STEP)) {
            now = now.plus(STEP);
            uptime = uptime.plus(STEP);
            bytes += bytesPerHour / 12;
            report(1, bytes);
        }
    }

    private void report(long boot, long offered) {
        reports.add(SERIAL, boot, telemetry(uptime, offered));
    }

    /** With a part of it in each class. */
    private static Telemetry telemetry(Duration uptime, long offered) {
        long part = offered / 4;
        return new Telemetry(
                uptime.toNanos(),
                new Traffic(new Counters(part, 0, 0), new Counters(part, 0, 0)),
                new Traffic(new Counters(part, 0, 0), new Counters(offered - 3 * part, 0, 0)));
    }

    private Optional<Long> perHour(Duration least) {
        return reports.offered(SERIAL, least).map(OfferedTraffic::bytesPerHour);
    }

    @Test
    @DisplayName("R11: of a boot that is young all is known, once it is as old as is asked for")
    void aYoungBootIsKnownFromItsBeginning() {
        reports.keepOffered(HOUR);
        carry(Duration.ofMinutes(55), 12_000);
        assertThat(perHour(HOUR)).isEmpty();

        carry(STEP, 12_000);
        assertThat(reports.offered(SERIAL, HOUR)).contains(new OfferedTraffic(12_000, 36_000, now.toEpochMilli()));
    }

    @Test
    @DisplayName(
            "R11: what was not kept is not known: a controller that has just begun to keep it says nothing of a device"
                    + " that has run for long")
    void whatWasNotKeptIsNotKnown() {
        carry(Duration.ofHours(10), 12_000);
        assertThat(perHour(HOUR)).isEmpty();

        reports.keepOffered(HOUR);
        carry(Duration.ofMinutes(60), 1_200);
        assertThat(perHour(HOUR)).isEmpty();
        carry(STEP, 1_200);
        assertThat(perHour(HOUR)).contains(1_200L);

        reports.keepOffered(Duration.ZERO);
        carry(STEP, 1_200);
        assertThat(perHour(HOUR)).isEmpty();
    }

    @Test
    @DisplayName("R11: a rate is of the time just before, and not of the whole boot")
    void aRateIsOfTheTimeJustBefore() {
        reports.keepOffered(HOUR);
        carry(Duration.ofHours(20), 12_000);
        carry(Duration.ofHours(2), 0);

        assertThat(perHour(HOUR)).contains(0L);
    }

    @Test
    @DisplayName("R11: another boot begins at 0, and nothing of the one before is in it")
    void anotherBootBeginsAnew() {
        reports.keepOffered(HOUR);
        carry(Duration.ofHours(3), 12_000);
        uptime = Duration.ofMinutes(10);
        report(2, 5);
        assertThat(perHour(Duration.ofMinutes(20))).isEmpty();
        assertThat(perHour(Duration.ofMinutes(10))).contains(30L);
    }

    @Test
    @DisplayName(
            "R11, B17: a counter that goes back, or grows faster than any line, says nothing of the time before it")
    void whatContradictsItselfSaysNothing() {
        for (long wrong : new long[] {11_999, Long.MAX_VALUE / 2}) {
            reports.forget(SERIAL);
            uptime = Duration.ZERO;
            bytes = 0;
            reports.keepOffered(HOUR);
            carry(HOUR, 12_000);
            assertThat(perHour(HOUR)).contains(12_000L);

            bytes = wrong;
            uptime = uptime.plus(STEP);
            now = now.plus(STEP);
            report(1, bytes);
            assertThat(perHour(HOUR)).as("%s bytes", wrong).isEmpty();
            carry(Duration.ofMinutes(55), 1_200);
            assertThat(perHour(HOUR)).isEmpty();
            carry(STEP, 1_200);
            assertThat(perHour(HOUR)).contains(1_200L);
        }
    }

    @Test
    @DisplayName(
            "R11: whatever is offered when, a span is as long as is asked for, at most twice what is kept, and exact")
    void spansAreExact() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            reports.forget(SERIAL);
            uptime = Duration.ZERO;
            bytes = 0;
            reports.keepOffered(HOUR);
            long[] byTenths = new long[40 * 36_000 + 1];
            while (uptime.compareTo(Duration.ofHours(30)) < 0) {
                Duration step = Duration.ofSeconds(1 + random.nextInt(900));
                uptime = uptime.plus(step);
                now = now.plus(step);
                bytes += random.nextInt(1_000_000);
                byTenths[(int) (uptime.toMillis() / 100)] = bytes;
                report(1, bytes);

                Duration least = Duration.ofMinutes(1 + random.nextInt(60));
                Optional<OfferedTraffic> offered = reports.offered(SERIAL, least);
                boolean isOldEnough = uptime.compareTo(least) >= 0;
                assertThat(offered.isPresent())
                        .as("seed %s at %s", seed, uptime)
                        .isEqualTo(isOldEnough);
                offered.ifPresent(found -> {
                    long from = uptime.toMillis() / 100 - found.tenths();
                    assertThat(found.tenths()).isBetween(least.toMillis() / 100, 2 * 36_000L + 9_000);
                    assertThat(found.bytes()).isEqualTo(bytes - byTenths[(int) from]);
                });
            }
        }
    }
}
