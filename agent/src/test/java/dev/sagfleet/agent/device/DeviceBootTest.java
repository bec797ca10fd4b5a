package dev.sagfleet.agent.device;

import static dev.sagfleet.agent.device.Unit.ASSOCIATED;
import static dev.sagfleet.agent.device.Unit.NEW;
import static dev.sagfleet.agent.device.Unit.OLD;
import static dev.sagfleet.agent.device.Unit.SUSPENDED;
import static dev.sagfleet.agent.device.Unit.UNASSOCIATED;
import static dev.sagfleet.agent.device.Unit.applied;
import static dev.sagfleet.agent.device.Unit.held;
import static dev.sagfleet.agent.device.Unit.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Reboot;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEvent.Connected;
import dev.sagfleet.agent.device.DeviceEvent.Received;
import dev.sagfleet.agent.device.DeviceEvent.Started;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Revision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that is told to boot, and one on which an image has started. */
class DeviceBootTest {
    private static final dev.sagfleet.agent.protocol.Reboot REBOOT =
            new dev.sagfleet.agent.protocol.Reboot("r", new Revision(1));

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void aDeviceThatIsToldToBootKeepsThatItWasAndBoots(String name, Unit unit) {
        DeviceState told = new DeviceState(
                unit.state().firmware(),
                Unit.holding(unit.state(), Aspect.POWER, held(1)),
                unit.state().association(),
                unit.state().bandwidth(),
                unit.state().role());

        unit.expect(new Received(REBOOT), told, new Persist(told), new Reboot());
        Unit.after(unit, REBOOT).expect(new Received(REBOOT), told, applied(REBOOT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void anImageOfTheSameVersionChangesNothing(String name, Unit unit) {
        unit.expect(new Started(FirmwareVersion.parse(unit.state().firmware() + ".0")), unit.state());
    }

    /** Firmware rule F22: the Hello says the rest. */
    @Test
    void anAssociationIsSuspendedWhereAnOlderImageStarts() {
        DeviceState suspended = ASSOCIATED.state().withFirmware(OLD);

        ASSOCIATED.expect(new Started(OLD), suspended, new Persist(suspended), shape(suspended));
        assertThat(suspended.isSuspended()).isTrue();
    }

    @Test
    void anAssociationResumesWhereANewerImageStarts() {
        DeviceState resumed = SUSPENDED.state().withFirmware(NEW);

        SUSPENDED.expect(
                new Started(NEW), resumed, new Persist(resumed), shape(resumed, Bandwidth.ofMegabits(10)));
        assertThat(resumed.isSuspended()).isFalse();
    }

    @Test
    void whatIsSaidOfImagesStandsInTheHello() {
        var report = FirmwareReport.factory(NEW, Digest.ofFactory(DeviceModel.SAG_100WM, NEW));
        var connected = new Connected("boot-1", Optional.of(report), held(7));

        var sent = (Send) UNASSOCIATED.step(connected).effects().get(0);

        var hello = (Hello) sent.message();
        assertThat(hello.report()).contains(report);
        assertThat(hello.held(Aspect.FIRMWARE)).isEqualTo(held(7));
        assertThat(UNASSOCIATED.step(connected).next()).isEqualTo(UNASSOCIATED.state());
    }

    @Test
    void whatConcernsImagesIsForSomebodyElse() {
        for (var message : List.of(
                new CancelUpgrade("c", new Revision(1), "job"),
                new DownloadLink("job", 1, "/"),
                new ProgressRecorded("job", 1))) {
            UNASSOCIATED.expect(new Received(message), UNASSOCIATED.state());
        }
    }
}
