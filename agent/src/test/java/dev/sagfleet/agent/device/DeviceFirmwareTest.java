package dev.sagfleet.agent.device;

import static dev.sagfleet.agent.device.Unit.APP_CLIENT;
import static dev.sagfleet.agent.device.Unit.ASSOCIATED;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_1;
import static dev.sagfleet.agent.device.Unit.NEW;
import static dev.sagfleet.agent.device.Unit.NEWER;
import static dev.sagfleet.agent.device.Unit.OLD;
import static dev.sagfleet.agent.device.Unit.REFUSED;
import static dev.sagfleet.agent.device.Unit.REFUSED_AFTER_ASSOCIATION;
import static dev.sagfleet.agent.device.Unit.STANDBY;
import static dev.sagfleet.agent.device.Unit.SUSPENDED;
import static dev.sagfleet.agent.device.Unit.UNASSOCIATED;
import static dev.sagfleet.agent.device.Unit.UNASSOCIATED_OLD;
import static dev.sagfleet.agent.device.Unit.VCPE;
import static dev.sagfleet.agent.device.Unit.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Reboot;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEffect.Shape;
import dev.sagfleet.agent.device.DeviceEvent.FirmwareChanged;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Suspended;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A device whose firmware changes: what it then is, and what it does, in order. */
class DeviceFirmwareTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void sameFirmwareChangesNothing(String name, Unit unit) {
        var same = FirmwareVersion.parse(unit.state().firmware() + ".0");

        unit.expect(new FirmwareChanged(same), unit.state());
    }

    static Stream<Arguments> firmwareChangesOnOneSide() {
        return Stream.of(
                arguments("unassociated, up", UNASSOCIATED, NEWER),
                arguments("unassociated, down", UNASSOCIATED, OLD),
                arguments("unassociated, across", UNASSOCIATED_OLD, NEW),
                arguments("associated, up", ASSOCIATED, NEWER),
                arguments("suspended, down", SUSPENDED, FirmwareVersion.parse("2.3.1.1")),
                arguments("refused, across", REFUSED, NEW),
                arguments("standby, up", STANDBY, NEWER),
                arguments("app client, up", APP_CLIENT, NEWER),
                arguments("vCPE, down", VCPE, OLD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firmwareChangesOnOneSide")
    void firmwareIsKeptAndBooted(String name, Unit unit, FirmwareVersion firmware) {
        var next = unit.state().withFirmware(firmware);
        var shape = new Shape(unit.state().rates(), unit.state().role() == HaRole.ACTIVE);

        unit.expect(new FirmwareChanged(firmware), next, new Persist(next), shape, new Reboot());
    }

    static Stream<Arguments> associatedUnits() {
        return Stream.of(
                arguments("box", ASSOCIATED), arguments("standby", STANDBY), arguments("app client", APP_CLIENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("associatedUnits")
    void firmwareBelow240SuspendsTheAcceleration(String name, Unit unit) {
        var next = unit.state().withFirmware(OLD);

        unit.expect(
                new FirmwareChanged(OLD),
                next,
                new Persist(next),
                shape(next),
                new Send(new Suspended(new Revision(2), OLD)),
                new Reboot());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("associatedUnits")
    void firmwareFrom240OnResumesTheAcceleration(String name, Unit unit) {
        var suspended = new Unit(unit.identity(), unit.state().withFirmware(OLD));
        var next = unit.state().withFirmware(NEWER);

        suspended.expect(
                new FirmwareChanged(NEWER),
                next,
                new Persist(next),
                new Shape(unit.state().rates(), unit.state().role() == HaRole.ACTIVE),
                new Send(new Resumed(new Revision(2), NEWER)),
                new Reboot());
        assertThat(next.rates().acceleration()).isPresent();
    }

    @Test
    void resumedDeviceThatRefusedALaterAssociationGoesOnWithTheEarlierOne() {
        var next = REFUSED_AFTER_ASSOCIATION.state().withFirmware(NEW);

        REFUSED_AFTER_ASSOCIATION.expect(
                new FirmwareChanged(NEW),
                next,
                new Persist(next),
                shape(next, ASSOCIATE_1.bandwidth()),
                new Send(new Resumed(new Revision(1), NEW)),
                new Reboot());
    }
}
