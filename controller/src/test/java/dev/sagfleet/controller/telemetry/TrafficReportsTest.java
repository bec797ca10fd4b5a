package dev.sagfleet.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficReportsTest {
    private static final SerialNumber SERIAL = new SerialNumber("box1");
    private static final long SECOND = 1_000_000_000;

    private Instant now = Instant.EPOCH;
    private final TrafficReports reports = new TrafficReports(() -> now);

    @Test
    void tellsBootsApartByTheirIds() {
        assertThat(TrafficReports.boot("4d6f2a3c-1")).isNotEqualTo(TrafficReports.boot("4d6f2a3c-2"));
        assertThat(TrafficReports.boot("ab")).isNotEqualTo(TrafficReports.boot("ba"));
    }

    @Test
    void aDeviceThatHasNotReportedHasNothing() {
        assertThat(reports.latest(SERIAL)).isEmpty();
        assertThat(reports.rates(SERIAL)).isEmpty();
    }

    @Test
    void oneReportIsNoRate() {
        reports.add(SERIAL, 1, report(SECOND, 100));

        assertThat(reports.latest(SERIAL)).contains(report(SECOND, 100));
        assertThat(reports.rates(SERIAL)).isEmpty();
    }

    @Test
    void theRateIsWhatTheLastTwoReportsDifferIn() {
        reports.add(SERIAL, 1, report(SECOND, 100));
        reports.add(SERIAL, 1, report(2 * SECOND, 5_000));
        reports.add(SERIAL, 1, report(6 * SECOND, 1_005_000));

        TrafficRates rates = reports.rates(SERIAL).orElseThrow();

        assertThat(rates.intervalNanos()).isEqualTo(4 * SECOND);
        assertThat(rates.uplink().accelerated()).isEqualTo(new Counters(2_000_000, 1_000_000, 500_000));
        assertThat(rates.uplink().other()).isEqualTo(new Counters(0, 0, 0));
        assertThat(rates.bitsPerSecond(rates.uplink().accelerated().passedBytes()))
                .isEqualTo(2_000_000);
    }

    @Test
    void whatCountedDevicesLetPassIsAddedUp() {
        for (String serial : List.of("box1", "box2", "gone")) {
            reports.add(new SerialNumber(serial), 1, report(SECOND, 0));
            reports.add(new SerialNumber(serial), 1, report(2 * SECOND, 1_000));
        }
        reports.add(new SerialNumber("new"), 1, report(SECOND, 500));

        PassedTraffic passed = reports.passed(serial -> !serial.text().equals("gone"));

        assertThat(passed.devices()).isEqualTo(2);
        assertThat(passed.uplink()).isEqualTo(new PassedTraffic.Direction(16_000, 0));
        assertThat(reports.passed(serial -> false)).isEqualTo(PassedTraffic.NONE);
    }

    @Test
    void aRebootBeginsAnew() {
        reports.add(SERIAL, 1, report(90 * SECOND, 9_000));
        reports.add(SERIAL, 1, report(95 * SECOND, 9_500));

        reports.add(SERIAL, 2, report(5 * SECOND, 100));
        assertThat(reports.rates(SERIAL)).isEmpty();

        reports.add(SERIAL, 2, report(6 * SECOND, 200));
        assertThat(reports.rates(SERIAL).orElseThrow().uplink().accelerated().passedBytes())
                .isEqualTo(100);
    }

    @Test
    void aReportThatIsNotLaterIsPassedOver() {
        reports.add(SERIAL, 1, report(SECOND, 100));
        reports.add(SERIAL, 1, report(2 * SECOND, 200));

        reports.add(SERIAL, 1, report(2 * SECOND, 900));
        reports.add(SERIAL, 1, report(SECOND, 900));

        assertThat(reports.latest(SERIAL)).contains(report(2 * SECOND, 200));
        assertThat(reports.rates(SERIAL).orElseThrow().intervalNanos()).isEqualTo(SECOND);
    }

    @Test
    void aCounterThatWentBackCountsAsNothing() {
        reports.add(SERIAL, 1, report(SECOND, 100));
        reports.add(SERIAL, 1, report(2 * SECOND, 40));

        assertThat(reports.rates(SERIAL).orElseThrow().uplink().accelerated()).isEqualTo(new Counters(0, 0, 0));
    }

    @Test
    void devicesAreKeptApart() {
        reports.add(SERIAL, 1, report(SECOND, 100));
        reports.add(new SerialNumber("box2"), 1, report(2 * SECOND, 200));

        assertThat(reports.rates(SERIAL)).isEmpty();
        assertThat(reports.latest(SERIAL)).contains(report(SECOND, 100));
    }

    @Test
    void whatIsDelayedIsKeptFromTheReportOnThatHasAny() {
        reports.add(SERIAL, 1, report(SECOND, 100));
        reports.add(SERIAL, 1, delaying(2 * SECOND, 10));
        assertThat(reports.latest(SERIAL)).contains(delaying(2 * SECOND, 10));
        assertThat(reports.rates(SERIAL).orElseThrow().downlink().other().delayedBytes())
                .isEqualTo(40);

        reports.add(SERIAL, 1, delaying(4 * SECOND, 30));
        assertThat(reports.latest(SERIAL)).contains(delaying(4 * SECOND, 30));
        TrafficRates rates = reports.rates(SERIAL).orElseThrow();
        assertThat(rates.uplink().accelerated().delayedBytes()).isEqualTo(20);
        assertThat(rates.uplink().other().delayedBytes()).isEqualTo(40);
        assertThat(rates.downlink().accelerated().delayedBytes()).isEqualTo(60);
        assertThat(rates.downlink().other().delayedBytes()).isEqualTo(80);

        reports.add(SERIAL, 2, report(SECOND, 100));
        assertThat(reports.latest(SERIAL)).contains(report(SECOND, 100));
    }

    /** 1, 2, 3 and 4 times as much delayed in each direction and class. */
    private static Telemetry delaying(long uptimeNanos, long delayedBytes) {
        return new Telemetry(
                uptimeNanos,
                new Traffic(new Counters(500, 400, 0, delayedBytes), new Counters(500, 400, 0, 2 * delayedBytes)),
                new Traffic(new Counters(500, 400, 0, 3 * delayedBytes), new Counters(500, 400, 0, 4 * delayedBytes)));
    }

    /** Twice as much offered and half as much dropped as passed, all of it accelerated. */
    private static Telemetry report(long uptimeNanos, long passedBytes) {
        Traffic traffic =
                new Traffic(new Counters(2 * passedBytes, passedBytes, passedBytes / 2), new Counters(0, 0, 0));
        return new Telemetry(uptimeNanos, traffic, traffic);
    }

    @Test
    void ofADeviceThatWasOnForLongerOnlyWhatItCarriesFromThenOnIsAddedUp() {
        reports.add(SERIAL, 1, report(Duration.ofDays(100).toNanos(), 1_000_000));
        assertThat(totalPassed()).isZero();

        reports.add(SERIAL, 1, report(Duration.ofDays(100).toNanos() + SECOND, 1_000_700));
        assertThat(totalPassed()).isEqualTo(700);
        assertThat(reports.latest(SERIAL)).isPresent();
    }

    @Test
    void noDeviceHasMoreAddedUpThanTheFastestLineCarriesHoweverOftenItBoots() {
        long day = Duration.ofDays(1).toNanos();
        now = now.plus(Duration.ofDays(1));

        for (int boot = 0; boot < 1_000; boot++) {
            reports.add(SERIAL, boot, report(day, Telemetry.bytesMax(day) / 2));
        }

        assertThat(totalPassed()).isPositive().isLessThanOrEqualTo((double) Telemetry.bytesMax(day));
    }

    @Test
    void aJumpThatNoLineCanMakeIsNoRateAndNoTraffic() {
        reports.add(SERIAL, 1, report(100 * SECOND, 0));
        reports.add(SERIAL, 1, report(101 * SECOND, Telemetry.bytesMax(90 * SECOND)));

        assertThat(reports.rates(SERIAL)).isEmpty();
        assertThat(reports.passed(serial -> true)).isEqualTo(PassedTraffic.NONE);
        assertThat(totalPassed()).isZero();
    }

    @Test
    void reportsAtOnceHaveNoRateOfTheirOwn() {
        reports.add(SERIAL, 1, report(SECOND, 0));
        reports.add(SERIAL, 1, report(SECOND + 1, 1_000));

        assertThat(reports.rates(SERIAL)).isEmpty();
    }

    /** Uplink, accelerated. */
    private double totalPassed() {
        CounterSnapshot totals = (CounterSnapshot) reports.totals().collect();
        return totals.getDataPoints().stream()
                .filter(point -> point.getLabels().get("direction").equals("uplink")
                        && point.getLabels().get("class").equals("accelerated")
                        && point.getLabels().get("outcome").equals("passed"))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }
}
