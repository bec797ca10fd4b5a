package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A device that is upgraded, from its order to its end, on a time that passes only here. */
class UpgradeTest {
    private static final SignedImage NEW = SignedImage.of("2.4.0");
    private static final FirmwareVersion OLD_VERSION = FirmwareVersion.parse("2.3.9");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final UpgradedDevice device = new UpgradedDevice(DeviceModel.SAG_1000, ImageBehaviour.WELL);

    @Test
    void anUpgradeGoesThroughItsStatesAndStays() {
        device.say(NEW.order("job", 1));
        assertThat(device.told).first().isEqualTo(new Applied("command-1", Aspect.FIRMWARE, new Revision(1)));

        // 3 s to fetch, 2 s to verify, 20 s to install, 10 s to boot.
        device.pass(Duration.ofSeconds(24));
        assertThat(device.job().state()).isEqualTo(UpdateState.INSTALLING);
        assertThat(device.agent.state().firmware()).isEqualTo(OLD_VERSION);
        device.pass(Duration.ofSeconds(10));
        assertThat(device.agent.isOnline()).isFalse();
        device.pass(Duration.ofSeconds(2));

        assertThat(device.agent.isOnline()).isTrue();
        assertThat(device.agent.state().firmware()).isEqualTo(NEW.version());
        assertThat(device.lastHello().firmware()).isEqualTo(NEW.version());
        assertThat(device.lastHello().held(Aspect.FIRMWARE)).isEqualTo(new AspectStatus(new Revision(1), false));
        assertThat(device.lastHello().report().orElseThrow().runs()).isEqualTo(Slot.B);
        assertThat(device.states())
                .startsWith(UpdateState.DOWNLOADING, UpdateState.VERIFYING)
                .endsWith(UpdateState.COMMITTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NONE);
    }

    @Test
    void whatIsFetchedIsOtherTrafficOfTheDownlink() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofSeconds(20));

        device.agent.report();
        device.pass(Duration.ofMillis(1));

        assertThat(device.traffic).hasValueSatisfying(counted -> {
            assertThat(counted.downlink().other().passedBytes()).isEqualTo(NEW.sizeBytes());
            assertThat(counted.uplink().other().passedBytes()).isZero();
        });
    }

    /** Firmware rule F22. */
    @Test
    void accelerationBecomesPossibleAndIsSuspendedAtTheBoot() {
        device.say(new Associate("a", new Revision(1), "plan", Bandwidth.ofMegabits(5), Optional.empty()));
        assertThat(device.agent.state().held(Aspect.ACCELERATION).refused()).isTrue();
        device.say(NEW.order("job", 1));
        device.pass(MINUTE);
        device.say(new Associate("b", new Revision(2), "plan", Bandwidth.ofMegabits(5), Optional.empty()));
        assertThat(device.agent.state().rates().acceleration()).isPresent();

        device.agent.changeFirmware(OLD_VERSION);
        device.pass(Duration.ofSeconds(9));
        assertThat(device.agent.state().rates().acceleration()).isPresent();
        device.pass(MINUTE);

        assertThat(device.lastHello().suspended()).isTrue();
        assertThat(device.agent.state().rates().acceleration()).isEmpty();
        assertThat(device.agent.boot().isHeldTo(device.agent.state().rates())).isTrue();
        assertThat(device.lastJob().code()).isEqualTo(UpdateCode.CABLE);
    }

    @Test
    void whatIsCutOffGoesOnWhereItWas() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofMillis(1_500));

        device.agent.cut();
        device.pass(MINUTE);

        assertThat(device.fetches.begun).hasSize(2);
        assertThat(device.fetches.begun.get(1).from().bytes()).isEqualTo(4 << 20);
        device.pass(MINUTE);
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void aDeviceThatStaysAwayFetchesNothing() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofMillis(1_500));

        device.agent.disconnect();
        device.pass(Duration.ofHours(1));
        assertThat(device.fetches.begun).hasSize(1);

        device.agent.reconnect();
        device.pass(Duration.ofMinutes(2));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void aLinkThatHasExpiredIsAskedForAnew() {
        device.fetches.failures.add(new FetchFailure.LinkExpired());
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofSeconds(2));
        assertThat(device.told).contains(new LinkWanted("job", 1));

        device.say(new DownloadLink("job", 1, "/another"));
        device.pass(MINUTE);

        assertThat(device.fetches.begun).map(wanted -> wanted.link()).last().isEqualTo("/another");
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void bytesThatAreOthersAreThrownAwayAndFetchedAgain() {
        device.fetches.isCorrupt = true;
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofSeconds(6));
        device.fetches.isCorrupt = false;

        device.pass(Duration.ofMinutes(2));

        assertThat(device.fetches.begun).hasSize(2);
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    void aCancelEndsAVerificationThatIsUnderWay() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofSeconds(4));
        assertThat(device.job().state()).isEqualTo(UpdateState.VERIFYING);

        device.say(new CancelUpgrade("c", new Revision(2), "job"));
        device.pass(MINUTE);

        assertThat(device.job().state()).isEqualTo(UpdateState.CANCELED);
        assertThat(device.told).contains(new Applied("c", Aspect.FIRMWARE, new Revision(2)));
    }

    /** Firmware rule F23. */
    @Test
    void theUserOfAnAppClientMayPutItOff() {
        UpgradedDevice app = new UpgradedDevice(DeviceModel.APP, new ImageBehaviour() {
            @Override
            public Optional<UserAnswer> askUser(Image image, int asked) {
                Optional<Duration> later = asked == 0 ? Optional.of(Duration.ofHours(1)) : Optional.empty();
                return Optional.of(new UserAnswer(Duration.ofSeconds(5), later));
            }
        });

        app.say(NEW.order("job", 1));
        app.pass(Duration.ofMinutes(59));
        assertThat(app.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);
        app.pass(Duration.ofMinutes(3));

        assertThat(app.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(app.lastHello().report().orElseThrow().slotB()).isEqualTo(SlotReport.EMPTY);
    }
}
