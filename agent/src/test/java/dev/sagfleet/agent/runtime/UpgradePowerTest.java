package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Devices that are switched off and on, before an upgrade and while it is under way. */
class UpgradePowerTest {
    private static final SignedImage NEW = SignedImage.of("2.4.0");
    private static final FirmwareVersion OLD_VERSION = FirmwareVersion.parse("2.3.9");
    private static final FirmwareReport FACTORY =
            FirmwareReport.factory(OLD_VERSION, Digest.ofFactory(DeviceModel.SAG_1000, OLD_VERSION));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private UpgradedDevice device = box();

    @Test
    void aDeviceThatWasNeverToldOfAnImageSaysWhatItLeftTheFactoryWithAndKeepsNothing() {
        assertThat(device.lastHello().report()).contains(FACTORY);
        assertThat(device.agent.firmware()).isEmpty();

        device.say(new ProgressRecorded("job", 1));
        device.agent.powerCycle();
        device.pass(MINUTE);

        assertThat(device.agent.firmware()).isEmpty();
        assertThat(device.kept).isEmpty();
        assertThat(device.hellos).hasSize(2);
    }

    @Test
    void aRebootThatIsOrderedEndsNothingForGood() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofMillis(1_500));

        device.say(new Reboot("r", new Revision(1)));
        device.pass(Duration.ofMinutes(2));

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.lastHello().held(Aspect.POWER)).isEqualTo(new AspectStatus(new Revision(1), false));
        assertThat(device.fetches.begun.get(1).from().bytes()).isEqualTo(4 << 20);
    }

    /** Firmware rule F10: a slot that is being written stands as bad on the flash, whatever comes between. */
    @Test
    void whatWasToBeDoneBeforeARebootIsNotDoneAfterIt() {
        for (int millis = 0; millis < 9_000; millis += 500) {
            device = box();
            device.savesIn = Duration.ofSeconds(3);
            device.say(NEW.order("job", 1));
            device.pass(Duration.ofMillis(millis));

            device.say(new Reboot("r", new Revision(1)));
            device.pass(Duration.ofMinutes(5));

            assertThat(device.job().state()).as("reboot after %d ms", millis).isEqualTo(UpdateState.COMMITTED);
            assertThat(device.kept.stream()
                            .filter(state -> state.job().isPresent())
                            .map(state -> state.job().get().state())
                            .dropWhile(state -> state != UpdateState.INSTALLING))
                    .as("reboot after %d ms", millis)
                    .allMatch(state -> state.compareTo(UpdateState.INSTALLING) >= 0);
        }
    }

    /** Firmware rules F8 to F10: whenever the power fails, before or after a write, the new image comes to run. */
    @Test
    void aPowerCutAtAnyWriteDelaysAnUpgradeAndDoesNotEndIt() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofMinutes(2));
        int cuts = 2 * device.writes();
        assertThat(cuts).isGreaterThan(20);

        for (int cut = 0; cut < cuts; cut++) {
            int at = cut;
            device = box();
            device.powerCut = write -> write == at;
            device.say(NEW.order("job", 1));
            device.pass(MINUTE);
            // What was not kept was not answered, and is said again.
            device.say(NEW.order("job", 1));
            device.pass(Duration.ofMinutes(15));

            assertThat(device.job().state()).as("cut %d", at).isEqualTo(UpdateState.COMMITTED);
            assertThat(device.lastHello().firmware()).as("cut %d", at).isEqualTo(NEW.version());
            assertThat(device.agent.state().firmware()).as("cut %d", at).isEqualTo(NEW.version());
            assertThat(device.agent.isOnline()).as("cut %d", at).isTrue();
        }
    }

    @Test
    void aDeviceThatIsMadeWhatItWasAtFirstKnowsOfNoImage() {
        device.say(NEW.order("job", 1));
        device.pass(Duration.ofSeconds(4));

        device.agent.resetTo(DeviceState.factory(DeviceModel.SAG_1000, OLD_VERSION));
        device.pass(Duration.ofMinutes(5));

        assertThat(device.agent.firmware()).isEmpty();
        assertThat(device.lastHello().report()).contains(FACTORY);
        assertThat(device.fetches.begun).hasSize(1);
    }

    private static UpgradedDevice box() {
        return new UpgradedDevice(DeviceModel.SAG_1000, ImageBehaviour.WELL);
    }
}
