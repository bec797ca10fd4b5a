package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.simulator.campaign.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How two thousand devices, all of which download an image, come back to a controller that was away. */
class GentleReturnTest {
    private static final int DEVICES = 2_000;
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");

    /** More than an hour over a line of 2 Mbit/s. */
    private static final long SIZE = 1L << 30;

    private static final Duration STEP = Duration.ofMillis(50);

    /** Twice the longest pause of a device, and twice that of a download that broke off for the first time. */
    private static final Duration RETURN_MAX = Backoff.DEFAULT.max().multipliedBy(2);

    /** Long enough for a row of failures to be over. */
    private static final Duration CALM = Duration.ofMinutes(2);

    private final UpgradeStage stage = new UpgradeStage(
            """
            region: cn-shanghai
            ccn: {name: ccn}
            instances:
              - {model: SAG-100WM, count: %d, bandwidth: 2, firmware: 2.4.0}
            """
                    .formatted(DEVICES));

    GentleReturnTest() {
        FirmwareImage image = stage.build(NEW, SIZE, DeviceModel.SAG_100WM);
        var core = stage.world().core();
        stage.devices().forEach(device -> {
            var order = UpgradeOrder.now(device.serial(), image.digest(), FirmwareJob.Origin.CONTROL);
            stage.world().finish(core.store().write(transaction -> core.upgrades()
                    .order(transaction, order, "order", stage.world().clock().millis())));
        });
        stage.advance(CALM);
        assertThat(downloads().downloads()).as("downloads that run").isEqualTo(DEVICES);
    }

    private Egress downloads() {
        return stage.world().egress().orElseThrow();
    }

    /** What was counted of a return. */
    private record Returned(Rate reconnects, Rate resumes) {}

    private Returned afterAnAbsenceOf(Duration absence) {
        stage.world().crashController();
        stage.advance(absence);
        stage.world().startController();
        List<Rate.Sample> reconnects = new ArrayList<>();
        List<Rate.Sample> resumes = new ArrayList<>();
        long endNanos = stage.world().time().nowNanos() + RETURN_MAX.toNanos();
        while (stage.world().time().nowNanos() < endNanos) {
            long nowNanos = stage.world().time().nowNanos();
            reconnects.add(
                    new Rate.Sample(nowNanos, stage.world().core().events().count(EventKind.ONLINE)));
            resumes.add(new Rate.Sample(nowNanos, downloads().begun()));
            stage.advance(STEP);
        }
        return new Returned(Rate.of(reconnects), Rate.of(resumes));
    }

    private static void assertGentle(Duration absence, Returned returned) {
        assertThat(returned.reconnects().count())
                .as("reconnects after " + absence)
                .isEqualTo(DEVICES);
        assertThat(returned.resumes().count()).as("downloads after " + absence).isEqualTo(DEVICES);
        assertThat(returned.reconnects().peakToMean())
                .as("reconnects after %s: %s", absence, returned.reconnects())
                .isLessThanOrEqualTo(Rate.PEAK_TO_MEAN_MAX);
        assertThat(returned.resumes().peakToMean())
                .as("downloads after %s: %s", absence, returned.resumes())
                .isLessThanOrEqualTo(Rate.PEAK_TO_MEAN_MAX);
    }

    @Test
    @DisplayName("R18: no second of a return has more than 3 times the mean, however long the controller was away")
    void devicesAndDownloadsComeBackSpread() {
        for (long millis : new long[] {1_600, 2_000, 3_300, 8_000, 60_000}) {
            Duration absence = Duration.ofMillis(millis);
            Returned returned = afterAnAbsenceOf(absence);

            assertGentle(absence, returned);
            stage.advance(CALM);
        }
    }

    @Test
    @DisplayName("R18: so it is if the controller goes away again as soon as all are back")
    void soItIsAgainAndAgain() {
        for (int time = 0; time < 3; time++) {
            Duration absence = Duration.ofMillis(2_000 + 700 * time);
            Returned returned = afterAnAbsenceOf(absence);

            assertGentle(absence, returned);
        }
    }
}
