package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.simulator.fault.UpgradeFault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device says in the end whose upgrade somebody has made go wrong, in each way that there is. */
class UpgradeFaultsTest {
    private static final String FLEET =
            """
            instances:
              - {model: SAG-100WM, count: 2, bandwidth: 20, firmware: 2.4.0}
              - {model: APP, count: 1, users: 1, userBandwidth: 20000, firmware: 2.4.0}
            """;
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final long SIZE = 12L << 20;

    private final UpgradeStage stage = new UpgradeStage(FLEET);
    private final SerialNumber box = stage.devices(DeviceModel.SAG_100WM).get(0).serial();
    private final SerialNumber other =
            stage.devices(DeviceModel.SAG_100WM).get(1).serial();
    private final SerialNumber app = stage.devices(DeviceModel.APP).get(0).serial();

    UpgradeFaultsTest() {
        stage.build(NEW, SIZE, DeviceModel.SAG_100WM, DeviceModel.APP);
    }

    /** Firmware rules F2, F5, F13, F15 and the codes of the contract. */
    @ParameterizedTest
    @CsvSource({
        "space, ABORTED, NO_SPACE",
        "flash, FAILED, FLASH",
        "corrupt, FAILED, CORRUPT",
        "boot, ROLLED_BACK, BOOT",
        "check, ROLLED_BACK, LOCAL_CHECK",
        "tunnel, ROLLED_BACK, TUNNEL"
    })
    void whatCannotBeMendedEndsTheAttemptAndTheOldImageRuns(String fault, UpdateState state, UpdateCode code) {
        inject(box, fault);
        stage.order(box, NEW);
        stage.order(other, NEW);
        stage.runUntilNoJobIsOpen(Duration.ofHours(6));

        assertEnded(box, state, code, OLD);
        assertEnded(other, UpdateState.COMMITTED, UpdateCode.NONE, NEW);
    }

    /** Firmware rules F5, F6, F8 and F10: none of these costs an attempt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stall",
                "stall@50%",
                "drop",
                "drop@100%",
                "range",
                "expire",
                "torn",
                "power",
                "power@50%",
                "power@100%",
                "power@offered",
                "power@wait-download",
                "power@downloading",
                "power@verifying",
                "power@staged",
                "power@wait-activate",
                "power@installing",
                "power@armed",
                "power@rebooting",
                "power@trial",
                "torn@downloading",
                "torn@verifying",
                "torn@staged",
                "torn@installing",
                "torn@armed",
                "torn@trial"
            })
    void whatPassesDelaysTheUpgradeAndDoesNotEndIt(String fault) {
        inject(box, fault);
        inject(app, fault);
        stage.order(box, NEW);
        stage.order(app, NEW);
        stage.runUntilNoJobIsOpen(Duration.ofHours(6));

        assertEnded(box, UpdateState.COMMITTED, UpdateCode.NONE, NEW);
        assertEnded(app, UpdateState.COMMITTED, UpdateCode.NONE, NEW);
    }

    /**
     * More than those of a device like it, which meets nothing. Once the boot loader is to start the new image there is
     * none more: it is the boot that was to come.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "power", "power@50%", "power@100%", "power@downloading", "power@verifying", "power@staged",
                "power@installing", "power@rebooting", "power@trial", "torn", "torn@downloading", "torn@verifying",
                "torn@staged", "torn@installing", "torn@armed", "torn@trial"
            })
    void aPowerCutIsOneBootMore(String fault) {
        inject(box, fault);
        stage.order(box, NEW);
        stage.order(other, NEW);
        stage.runUntilNoJobIsOpen(Duration.ofHours(6));

        assertThat(boots(box)).isEqualTo(boots(other) + 1);
    }

    @ParameterizedTest
    @CsvSource({"drop@50%, 9, 25", "stall@50%, 39, 55", "range, 18, 60", "drop, 9, 25", "stall, 39, 55"})
    void whatHoldsUpTheDownloadTakesItsTime(String fault, double secondsMin, double secondsMax) {
        inject(box, fault);
        stage.order(box, NEW);
        stage.order(other, NEW);

        double well = secondsUntilFetched(other);
        double later = secondsUntilFetched(box);

        assertThat(well).isPositive();
        assertThat(later).isBetween(secondsMin, secondsMax);
    }

    @Test
    void aDeviceThatNeverReturnsIsSilentUntilSomebodySwitchesItOffAndOnAndThenToo() {
        inject(box, "never");
        stage.order(box, NEW);
        stage.advance(Duration.ofHours(3));
        assertThat(stage.world().agent(box).isOnline()).isFalse();

        stage.world().agent(box).powerCycle();
        stage.advance(Duration.ofHours(3));

        assertThat(stage.world().agent(box).isOnline()).isFalse();
        assertThat(stage.job(box).isOpen()).isTrue();
    }

    /** Firmware rule F18. */
    @Test
    void anImageThatCrashesHoursLaterIsGivenUpThenAndNotBefore() {
        inject(box, "crash@6h");
        stage.order(box, NEW);
        stage.runUntilNoJobIsOpen(Duration.ofHours(1));
        assertEnded(box, UpdateState.COMMITTED, UpdateCode.NONE, NEW);

        stage.advance(Duration.ofHours(5));
        assertThat(stage.state(box).firmware()).isEqualTo(NEW);
        stage.advance(Duration.ofHours(2));

        assertThat(stage.state(box).firmware()).isEqualTo(OLD);
        assertThat(deviceJob(box).code()).isEqualTo(UpdateCode.CRASHED_LATER);
        assertThat(stage.job(box).progress().code()).isEqualTo(UpdateCode.CRASHED_LATER);
        assertThat(stage.job(box).hasSucceeded()).isFalse();
    }

    /** Firmware rule F23. */
    @Test
    void aUserWhoPostponesIsAskedAgainAndCostsNoAttempt() {
        inject(app, "postpone@3h");
        stage.order(app, NEW);
        stage.advance(Duration.ofHours(2));
        assertThat(deviceJob(app).state()).isEqualTo(UpdateState.WAIT_ACTIVATE);

        stage.runUntilNoJobIsOpen(Duration.ofHours(2));

        assertEnded(app, UpdateState.COMMITTED, UpdateCode.NONE, NEW);
    }

    @Test
    void itIsTheNextAttemptAndNoOtherThatMeetsAFault() {
        stage.order(box, NEW);
        stage.advance(Duration.ofSeconds(2));
        inject(box, "check");
        stage.runUntilNoJobIsOpen(Duration.ofHours(1));
        assertEnded(box, UpdateState.COMMITTED, UpdateCode.NONE, NEW);

        FirmwareVersion newest = FirmwareVersion.parse("2.6.0");
        stage.build(newest, SIZE, DeviceModel.SAG_100WM);
        stage.order(box, newest);
        stage.runUntilNoJobIsOpen(Duration.ofHours(1));
        assertEnded(box, UpdateState.ROLLED_BACK, UpdateCode.LOCAL_CHECK, NEW);

        FirmwareVersion last = FirmwareVersion.parse("2.7.0");
        stage.build(last, SIZE, DeviceModel.SAG_100WM);
        stage.order(box, last);
        stage.runUntilNoJobIsOpen(Duration.ofHours(1));
        assertEnded(box, UpdateState.COMMITTED, UpdateCode.NONE, last);
    }

    @Test
    void whatWasInjectedCanBeTakenBack() {
        inject(box, "boot");
        stage.world().fleet().injectIntoUpgrade(box, Optional.empty());
        stage.order(box, NEW);
        stage.runUntilNoJobIsOpen(Duration.ofHours(1));

        assertEnded(box, UpdateState.COMMITTED, UpdateCode.NONE, NEW);
    }

    private void inject(SerialNumber serial, String fault) {
        stage.world().fleet().injectIntoUpgrade(serial, UpgradeFault.parse(fault));
    }

    private int boots(SerialNumber serial) {
        return stage.world().agent(serial).boot().number();
    }

    private double secondsUntilFetched(SerialNumber serial) {
        long from = stage.world().time().nowNanos();
        assertThat(stage.world().time().runUntil(() -> hasFetched(serial), Duration.ofHours(3)))
                .isTrue();
        return (stage.world().time().nowNanos() - from) / 1e9;
    }

    private boolean hasFetched(SerialNumber serial) {
        return stage.world()
                .agent(serial)
                .firmware()
                .flatMap(firmware -> firmware.job())
                .filter(job -> job.state().compareTo(UpdateState.VERIFYING) >= 0)
                .isPresent();
    }

    private UpgradeJob deviceJob(SerialNumber serial) {
        return stage.world().agent(serial).firmware().orElseThrow().job().orElseThrow();
    }

    private void assertEnded(SerialNumber serial, UpdateState state, UpdateCode code, FirmwareVersion runs) {
        assertThat(deviceJob(serial).state()).isEqualTo(state);
        assertThat(deviceJob(serial).code()).isEqualTo(code);
        assertThat(stage.job(serial).state()).isEqualTo(state);
        assertThat(stage.job(serial).progress().code()).isEqualTo(code);
        assertThat(stage.job(serial).attempt()).isEqualTo(1);
        assertThat(stage.state(serial).firmware()).isEqualTo(runs);
        assertThat(stage.world().agent(serial).isOnline()).isTrue();
    }
}
