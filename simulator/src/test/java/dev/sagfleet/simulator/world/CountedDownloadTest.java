package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.simulator.fleet.DeviceImages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a download of counted bytes: 128 MiB over a line of 20 Mbit/s, beside the 28 Mbit/s that the device is
 * offered by default. So it has 20/48 of the line, and takes 128.8 s.
 */
class CountedDownloadTest {
    private static final String FLEET =
            """
            region: cn-shanghai
            ccn: {name: ccn}
            plans:
              - {name: plan, bandwidth: 100}
            instances:
              - {model: SAG-100WM, count: 2, bandwidth: 20, firmware: 2.4.0}
            """;
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final long SIZE = 128L << 20;
    private static final long BYTES_PER_SECOND = 2_500_000 * 20 / 48;
    private static final Duration HOUR = Duration.ofHours(1);

    private final UpgradeStage stage = new UpgradeStage(FLEET);
    private final SerialNumber serial = stage.devices().get(0).serial();

    /** Orders the image, and lets its bytes come for so long. */
    private void begin(UpgradeStage where, Duration span) {
        where.build(NEW, SIZE, DeviceModel.SAG_100WM);
        where.order(serial, NEW);
        assertThat(where.world().time().runUntil(() -> isIn(where, UpdateState.DOWNLOADING), HOUR))
                .isTrue();
        where.advance(span);
    }

    private boolean isIn(UpgradeStage where, UpdateState state) {
        return where.world()
                .agent(serial)
                .firmware()
                .flatMap(firmware -> firmware.job())
                .filter(job -> job.state() == state)
                .isPresent();
    }

    private UpgradeJob deviceJob() {
        return stage.world().agent(serial).firmware().orElseThrow().job().orElseThrow();
    }

    private Duration untilVerifying() {
        long from = stage.world().time().nowNanos();
        assertThat(stage.world().time().runUntil(() -> isIn(stage, UpdateState.VERIFYING), HOUR))
                .isTrue();
        return Duration.ofNanos(stage.world().time().nowNanos() - from);
    }

    private void endsCommitted() {
        stage.runUntilNoJobIsOpen(Duration.ofHours(3));
        assertThat(stage.job(serial).state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(stage.job(serial).attempt()).isEqualTo(1);
        assertThat(stage.state(serial).firmware()).isEqualTo(NEW);
    }

    @Test
    void itTakesAsLongAsTheLineOfTheDeviceDoes() {
        begin(stage, Duration.ZERO);

        double seconds = untilVerifying().toMillis() / 1000.0;

        assertThat(seconds).isCloseTo((double) SIZE / BYTES_PER_SECOND, within(0.2));
        endsCommitted();
    }

    @Test
    void aCapBelowTheLineHoldsItBack() {
        var capped = new UpgradeStage(
                FLEET, DownloadSettings.DEFAULT.withEgress(Bandwidth.ofMegabits(5)), DeviceImages.WELL);
        begin(capped, Duration.ofSeconds(200));
        assertThat(isIn(capped, UpdateState.DOWNLOADING)).isTrue();

        capped.advance(Duration.ofSeconds(20));

        assertThat(isIn(capped, UpdateState.DOWNLOADING)).isFalse();
    }

    @Test
    void aPowerCutGoesOnFromTheLastCheckpointAndCostsNoAttempt() {
        begin(stage, Duration.ofSeconds(30));

        stage.world().failPower(serial, false);

        // 31 MB have passed, of which 7 times 4 MiB are whole.
        assertThat(deviceJob().checkpoint().bytes()).isEqualTo(7 * Firmware.CHECKPOINT_BYTES);
        assertThat(stage.world()
                        .time()
                        .runUntil(() -> stage.world().agent(serial).isOnline(), HOUR))
                .isTrue();
        double seconds = untilVerifying().toMillis() / 1000.0;
        assertThat(seconds).isCloseTo((SIZE - 7.0 * Firmware.CHECKPOINT_BYTES) / BYTES_PER_SECOND, within(0.3));
        endsCommitted();
    }

    @Test
    void aConnectionThatBreaksGoesOnFromTheLastCheckpoint() {
        begin(stage, Duration.ofSeconds(30));

        stage.world().network().breakOff(serial);
        stage.advance(Duration.ofMillis(100));

        assertThat(deviceJob().state()).isEqualTo(UpdateState.WAIT_DOWNLOAD);
        assertThat(deviceJob().checkpoint().bytes()).isEqualTo(7 * Firmware.CHECKPOINT_BYTES);
        endsCommitted();
    }

    @Test
    void aShortPartitionOnlyStopsIt() {
        begin(stage, Duration.ofSeconds(30));

        stage.world()
                .network()
                .partition(List.of(serial), Duration.ofSeconds(20).toNanos());
        double seconds = untilVerifying().toMillis() / 1000.0;

        assertThat(seconds).isCloseTo(20 + (double) SIZE / BYTES_PER_SECOND - 30, within(0.3));
        endsCommitted();
    }

    @Test
    void aLongPartitionBreaksIt() {
        begin(stage, Duration.ofSeconds(30));

        stage.world().network().partition(List.of(serial), Duration.ofMinutes(5).toNanos());
        stage.advance(Duration.ofSeconds(29));
        assertThat(deviceJob().state()).isEqualTo(UpdateState.DOWNLOADING);
        stage.advance(Duration.ofSeconds(2));

        assertThat(deviceJob().state()).isEqualTo(UpdateState.WAIT_DOWNLOAD);
        assertThat(deviceJob().checkpoint().bytes()).isEqualTo(7 * Firmware.CHECKPOINT_BYTES);
        endsCommitted();
    }

    @Test
    void aControllerThatIsKilledBreaksItAndTheNextOneServesTheRest() {
        begin(stage, Duration.ofSeconds(30));

        stage.world().crashController();
        stage.advance(Duration.ofMinutes(2));
        assertThat(deviceJob().state()).isIn(UpdateState.WAIT_DOWNLOAD, UpdateState.DOWNLOADING);
        assertThat(deviceJob().checkpoint().bytes()).isEqualTo(7 * Firmware.CHECKPOINT_BYTES);
        stage.world().startController();

        stage.awaitAll();
        endsCommitted();
    }

    @Test
    void aPortThatIsDownLetsNoneBegin() {
        begin(stage, Duration.ofSeconds(30));
        stage.world().setPortOpen(false);

        stage.world().network().breakOff(serial);
        stage.advance(Duration.ofMinutes(2));
        assertThat(deviceJob().checkpoint().bytes()).isEqualTo(7 * Firmware.CHECKPOINT_BYTES);
        stage.world().setPortOpen(true);

        endsCommitted();
    }

    @Test
    void anImageThatIsWithdrawnMeanwhileCannotBeHadAnyMore() {
        begin(stage, Duration.ofSeconds(30));

        stage.world()
                .finish(stage.world()
                        .catalogue()
                        .withdraw(stage.image(DeviceModel.SAG_100WM, NEW).digest()));
        stage.world().network().breakOff(serial);
        stage.runUntilNoJobIsOpen(HOUR);

        assertThat(stage.job(serial).state()).isEqualTo(UpdateState.FAILED);
        assertThat(stage.job(serial).progress().code()).isEqualTo(UpdateCode.NO_SUCH_IMAGE);
        assertThat(stage.state(serial).firmware()).isEqualTo(FirmwareVersion.parse("2.4.0"));
    }

    @Test
    void aLinkThatHasExpiredIsAskedForAnew() {
        var brief = new UpgradeStage(
                FLEET,
                DownloadSettings.DEFAULT.withLimits(10, Duration.ofSeconds(20), Duration.ofSeconds(30)),
                DeviceImages.WELL);
        begin(brief, Duration.ofSeconds(30));

        brief.world().network().breakOff(serial);
        brief.runUntilNoJobIsOpen(HOUR);

        assertThat(brief.job(serial).state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void whereThereIsRoomForOneTheOtherWaits() {
        var narrow = new UpgradeStage(
                FLEET, DownloadSettings.DEFAULT.withEgress(Bandwidth.ofMegabits(20)), DeviceImages.WELL);
        SerialNumber other = narrow.devices().get(1).serial();
        begin(narrow, Duration.ofSeconds(1));

        narrow.order(other, NEW);
        narrow.advance(Duration.ofSeconds(10));
        UpdateState waits = narrow.world()
                .agent(other)
                .firmware()
                .orElseThrow()
                .job()
                .orElseThrow()
                .state();
        narrow.runUntilNoJobIsOpen(HOUR);

        assertThat(waits).isEqualTo(UpdateState.WAIT_DOWNLOAD);
        assertThat(narrow.job(serial).state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(narrow.job(other).state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void bytesThatAreSpoiledOnTheirWayAreNotInstalled() {
        ImageBehaviour spoiling = new ImageBehaviour() {
            @Override
            public Digest fetched(Digest all) {
                return Digest.ofText("spoiled " + all);
            }
        };
        var spoiled = new UpgradeStage(FLEET, DownloadSettings.DEFAULT, device -> spoiling);
        begin(spoiled, Duration.ofSeconds(1));

        spoiled.runUntilNoJobIsOpen(Duration.ofHours(3));

        assertThat(spoiled.job(serial).state()).isEqualTo(UpdateState.FAILED);
        assertThat(spoiled.job(serial).progress().code()).isEqualTo(UpdateCode.CORRUPT);
        assertThat(spoiled.state(serial).firmware()).isEqualTo(FirmwareVersion.parse("2.4.0"));
    }

    @Test
    void twoRunsEndAtTheSameNanosecond() {
        var twin = new UpgradeStage(FLEET);

        for (UpgradeStage each : List.of(stage, twin)) {
            begin(each, Duration.ofSeconds(30));
            each.world().failPower(serial, false);
            each.runUntilNoJobIsOpen(HOUR);
        }

        assertThat(twin.world().time().events()).isEqualTo(stage.world().time().events());
        assertThat(twin.job(serial)).isEqualTo(stage.job(serial));
    }
}
