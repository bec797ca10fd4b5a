package dev.sagfleet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.device.DeviceEffect.OpenSession;
import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Reboot;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEffect.Shape;
import dev.sagfleet.agent.device.DeviceEvent.Connected;
import dev.sagfleet.agent.device.DeviceEvent.FirmwareChanged;
import dev.sagfleet.agent.device.DeviceEvent.Received;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event: what the device then is, and what it does, in order. */
class DeviceTest {
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.3.9");
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.4.0");
    private static final FirmwareVersion NEWER = FirmwareVersion.parse("2.10.0");
    private static final Welcome WELCOME = new Welcome(Duration.ofSeconds(30), Duration.ofMinutes(1));

    private static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later");
    private static final Refusal NO_ACCELERATION =
            new Refusal(Refusal.Reason.MODEL_NOT_SUPPORTED, "SAG-VCPE", "SAG-100WM, SAG-1000 or the SAG app");

    private static final Associate ASSOCIATE_1 = associate(1, Optional.empty());
    private static final Associate ASSOCIATE_2 = associate(2, Optional.empty());
    private static final Associate ASSOCIATE_3 = associate(3, Optional.empty());
    private static final Associate ASSOCIATE_USER = associate(3, Optional.of(Bandwidth.ofMegabits(5)));
    private static final Dissociate DISSOCIATE_3 = new Dissociate("d3", new Revision(3));
    private static final ChangeRole TO_STANDBY_3 = new ChangeRole("s3", new Revision(3), HaRole.STANDBY);
    private static final ChangeRole TO_ACTIVE_4 = new ChangeRole("a4", new Revision(4), HaRole.ACTIVE);

    private static final Unit UNASSOCIATED = box(DeviceModel.SAG_100WM, NEW, Holdings.NONE, Optional.empty());
    private static final Unit UNASSOCIATED_OLD = box(DeviceModel.SAG_100WM, OLD, Holdings.NONE, Optional.empty());
    private static final Unit ASSOCIATED =
            box(DeviceModel.SAG_100WM, NEW, Holdings.NONE.with(Aspect.ACCELERATION, held(2)), Optional.of(ASSOCIATE_2));
    private static final Unit SUSPENDED =
            box(DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, held(2)), Optional.of(ASSOCIATE_2));
    private static final Unit REFUSED =
            box(DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, refused(2)), Optional.empty());
    private static final Unit REFUSED_AFTER_ASSOCIATION = box(
            DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, refused(2)), Optional.of(ASSOCIATE_1));
    private static final Unit STANDBY = ASSOCIATED.with(HaRole.STANDBY);
    private static final Unit APP_CLIENT = box(
            DeviceModel.APP,
            NEW,
            Holdings.NONE.with(Aspect.ACCELERATION, held(2)),
            Optional.of(associate(2, Optional.of(Bandwidth.ofKilobits(512)))));
    private static final Unit VCPE = box(DeviceModel.SAG_VCPE, NEW, Holdings.NONE, Optional.empty());

    private static final Map<String, Unit> UNITS = Map.of(
            "unassociated", UNASSOCIATED,
            "unassociated on old firmware", UNASSOCIATED_OLD,
            "associated", ASSOCIATED,
            "suspended", SUSPENDED,
            "refused", REFUSED,
            "refused after an association", REFUSED_AFTER_ASSOCIATION,
            "standby", STANDBY,
            "app client", APP_CLIENT,
            "vCPE", VCPE);

    /** A device with its state. */
    private record Unit(DeviceIdentity identity, DeviceState state) {
        Device.Step step(DeviceEvent event) {
            return Device.step(identity, state, event);
        }

        Unit with(HaRole role) {
            return new Unit(
                    identity,
                    new DeviceState(state.firmware(), state.held(), state.association(), state.bandwidth(), role));
        }
    }

    static Stream<Arguments> units() {
        return UNITS.entrySet().stream().map(unit -> arguments(unit.getKey(), unit.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void connectedDeviceSaysWhoItIsAndWhatItHolds(String name, Unit unit) {
        boolean suspended = unit.equals(SUSPENDED) || unit.equals(REFUSED_AFTER_ASSOCIATION);
        var hello = new Hello(
                unit.identity().serial(),
                unit.identity().user(),
                unit.identity().model(),
                unit.state().firmware(),
                "boot-1",
                unit.state().held(),
                suspended);

        expect(unit, new Connected("boot-1"), unit.state(), new Send(hello));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void welcomedDeviceOpensTheSession(String name, Unit unit) {
        expect(unit, new Received(WELCOME), unit.state(), new OpenSession(WELCOME));
    }

    static Stream<Arguments> appliedAssociations() {
        return Stream.of(
                arguments("unassociated", UNASSOCIATED, ASSOCIATE_1),
                arguments("associated, a later one", ASSOCIATED, ASSOCIATE_3),
                arguments("standby, a later one", STANDBY, ASSOCIATE_3),
                arguments("app client, a later one", APP_CLIENT, ASSOCIATE_USER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("appliedAssociations")
    void associationIsKeptAndShapedAndThenAcknowledged(String name, Unit unit, Associate command) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ACCELERATION, held(command.revision().number())),
                Optional.of(command),
                state.bandwidth(),
                state.role());

        expect(unit, new Received(command), next, new Persist(next), shape(next, command.limit()), applied(command));
    }

    @Test
    void userPeakIsWhatAnAppClientAcceleratesWith() {
        var next = APP_CLIENT.step(new Received(ASSOCIATE_USER)).next();

        assertThat(next.rates())
                .isEqualTo(new Rates(Bandwidth.ofKilobits(2_000), Optional.of(Bandwidth.ofMegabits(5))));
    }

    static Stream<Arguments> refusedAssociations() {
        return Stream.of(
                arguments("old firmware", UNASSOCIATED_OLD, ASSOCIATE_1, TOO_OLD),
                arguments("suspended, a later one", SUSPENDED, ASSOCIATE_3, TOO_OLD),
                arguments("refused, the same again", REFUSED, ASSOCIATE_2, TOO_OLD),
                arguments("refused, a later one", REFUSED, ASSOCIATE_3, TOO_OLD),
                arguments("refused after an association", REFUSED_AFTER_ASSOCIATION, ASSOCIATE_2, TOO_OLD),
                arguments("vCPE", VCPE, ASSOCIATE_1, NO_ACCELERATION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedAssociations")
    void refusalIsKeptAndThenSentAndNothingElseChanges(String name, Unit unit, Associate command, Refusal refusal) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ACCELERATION, refused(command.revision().number())),
                state.association(),
                state.bandwidth(),
                state.role());

        expect(unit, new Received(command), next, new Persist(next), refusedWith(command, refusal));
    }

    @Test
    void associationSentStraightToADeviceOn239IsRefusedByTheDevice() {
        var step = UNASSOCIATED_OLD.step(new Received(ASSOCIATE_1));

        assertThat(step.effects())
                .endsWith(new Send(new Refused(
                        "c1",
                        Aspect.ACCELERATION,
                        new Revision(1),
                        new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later"))));
        assertThat(step.next().rates().acceleration()).isEmpty();
    }

    @Test
    void refusedAssociationIsAppliedWhenItComesAgainAfterAnUpgrade() {
        var upgraded = new Unit(
                REFUSED.identity(), REFUSED.step(new FirmwareChanged(NEW)).next());
        var next = ASSOCIATED.state();

        expect(
                upgraded,
                new Received(ASSOCIATE_2),
                next,
                new Persist(next),
                shape(next, ASSOCIATE_2.bandwidth()),
                applied(ASSOCIATE_2));
    }

    static Stream<Arguments> duplicates() {
        return Stream.of(
                arguments("associated", ASSOCIATED, ASSOCIATE_2),
                arguments("suspended", SUSPENDED, ASSOCIATE_2),
                arguments("standby", STANDBY, ASSOCIATE_2),
                arguments("app client", APP_CLIENT, ASSOCIATE_2),
                arguments("other content, same revision", ASSOCIATED, new Dissociate("d2", new Revision(2))),
                arguments("bandwidth", after(ASSOCIATED, bandwidth(3, 20)), bandwidth(3, 30)),
                arguments("bandwidth out of range", after(ASSOCIATED, bandwidth(3, 20)), bandwidth(3, 51)),
                arguments("role", after(ASSOCIATED, TO_STANDBY_3), TO_STANDBY_3),
                arguments("dissociated", after(ASSOCIATED, DISSOCIATE_3), DISSOCIATE_3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("duplicates")
    void duplicateIsAcknowledgedAgainAndChangesNothing(String name, Unit unit, Command command) {
        expect(unit, new Received(command), unit.state(), applied(command));
    }

    static Stream<Arguments> olderCommands() {
        return Stream.of(
                arguments("associated", ASSOCIATED, ASSOCIATE_1),
                arguments("associated, dissociate", ASSOCIATED, new Dissociate("d1", new Revision(1))),
                arguments("suspended", SUSPENDED, ASSOCIATE_1),
                arguments("refused", REFUSED, ASSOCIATE_1),
                arguments("refused after an association", REFUSED_AFTER_ASSOCIATION, ASSOCIATE_1),
                arguments("standby", STANDBY, ASSOCIATE_1),
                arguments("app client", APP_CLIENT, ASSOCIATE_1),
                arguments("bandwidth", after(ASSOCIATED, bandwidth(3, 20)), bandwidth(2, 30)),
                arguments("refused bandwidth", after(ASSOCIATED, bandwidth(3, 51)), bandwidth(2, 30)),
                arguments("role", after(STANDBY, TO_ACTIVE_4), TO_STANDBY_3),
                arguments("dissociated", after(ASSOCIATED, DISSOCIATE_3), ASSOCIATE_2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("olderCommands")
    void olderRevisionHasNoEffect(String name, Unit unit, Command command) {
        expect(unit, new Received(command), unit.state());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void dissociatedDeviceShapesWithoutAcceleration(String name, Unit unit) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ACCELERATION, held(3)),
                Optional.empty(),
                state.bandwidth(),
                state.role());

        expect(unit, new Received(DISSOCIATE_3), next, new Persist(next), shape(next), applied(DISSOCIATE_3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void bandwidthInRangeIsKeptAndShapedAndThenAcknowledged(String name, Unit unit) {
        var command = bandwidth(3, 20);
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.BANDWIDTH, held(3)),
                state.association(),
                Bandwidth.ofMegabits(20),
                state.role());

        expect(
                unit,
                new Received(command),
                next,
                new Persist(next),
                new Shape(
                        new Rates(Bandwidth.ofMegabits(20), state.rates().acceleration()),
                        state.role() == HaRole.ACTIVE),
                applied(command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void bandwidthOutOfRangeIsRefused(String name, Unit unit) {
        var command = bandwidth(3, 1_001);
        var model = unit.identity().model();
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.BANDWIDTH, refused(3)),
                state.association(),
                state.bandwidth(),
                state.role());
        var refusal = new Refusal(
                Refusal.Reason.BANDWIDTH_OUT_OF_RANGE, "1001000 kbit/s", model.label() + ": " + model.range());

        expect(unit, new Received(command), next, new Persist(next), refusedWith(command, refusal));
    }

    @Test
    void bandwidthBelowTheAccelerationIsAccepted() {
        var next = ASSOCIATED.step(new Received(bandwidth(3, 2))).next();

        assertThat(next.rates()).isEqualTo(new Rates(Bandwidth.ofMegabits(2), Optional.of(Bandwidth.ofMegabits(10))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void standbyKeepsItsRatesAndForwardsNothing(String name, Unit unit) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ROLE, held(3)),
                state.association(),
                state.bandwidth(),
                HaRole.STANDBY);

        expect(
                unit,
                new Received(TO_STANDBY_3),
                next,
                new Persist(next),
                new Shape(state.rates(), false),
                applied(TO_STANDBY_3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void activeDeviceForwards(String name, Unit unit) {
        var step = unit.with(HaRole.STANDBY).step(new Received(TO_ACTIVE_4));

        assertThat(step.next().role()).isEqualTo(HaRole.ACTIVE);
        assertThat(step.effects())
                .containsExactly(
                        new Persist(step.next()), new Shape(unit.state().rates(), true), applied(TO_ACTIVE_4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void sameFirmwareChangesNothing(String name, Unit unit) {
        var same = FirmwareVersion.parse(unit.state().firmware() + ".0");

        expect(unit, new FirmwareChanged(same), unit.state());
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

        expect(unit, new FirmwareChanged(firmware), next, new Persist(next), shape, new Reboot());
    }

    static Stream<Arguments> associatedUnits() {
        return Stream.of(
                arguments("box", ASSOCIATED), arguments("standby", STANDBY), arguments("app client", APP_CLIENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("associatedUnits")
    void firmwareBelow240SuspendsTheAcceleration(String name, Unit unit) {
        var next = unit.state().withFirmware(OLD);

        expect(
                unit,
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

        expect(
                suspended,
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

        expect(
                REFUSED_AFTER_ASSOCIATION,
                new FirmwareChanged(NEW),
                next,
                new Persist(next),
                shape(next, ASSOCIATE_1.bandwidth()),
                new Send(new Resumed(new Revision(1), NEW)),
                new Reboot());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("units")
    void deviceFromTheFactoryHasTheLeastBandwidthAndNothingElse(String name, Unit unit) {
        var model = unit.identity().model();
        var least = model == DeviceModel.APP ? Bandwidth.ofKilobits(2_000) : Bandwidth.ofMegabits(model.megabitsMin());

        assertThat(DeviceState.factory(model, NEW))
                .isEqualTo(new DeviceState(NEW, Holdings.NONE, Optional.empty(), least, HaRole.ACTIVE));
    }

    private static void expect(Unit unit, DeviceEvent event, DeviceState next, DeviceEffect... effects) {
        var step = unit.step(event);

        assertThat(step.next()).isEqualTo(next);
        assertThat(step.effects()).isEqualTo(List.of(effects));
    }

    private static Unit box(
            DeviceModel model, FirmwareVersion firmware, Holdings held, Optional<Associate> association) {
        Optional<String> user = model == DeviceModel.APP ? Optional.of("user-1") : Optional.empty();
        var least = DeviceState.factory(model, firmware).bandwidth();
        return new Unit(
                new DeviceIdentity(new SerialNumber("sag-1"), model, user),
                new DeviceState(firmware, held, association, least, HaRole.ACTIVE));
    }

    private static Unit after(Unit unit, Command command) {
        return new Unit(unit.identity(), unit.step(new Received(command)).next());
    }

    private static Associate associate(long revision, Optional<Bandwidth> userPeak) {
        return new Associate("c" + revision, new Revision(revision), "plan-1", Bandwidth.ofMegabits(10), userPeak);
    }

    private static ChangeBandwidth bandwidth(long revision, long megabits) {
        return new ChangeBandwidth("b" + revision, new Revision(revision), Bandwidth.ofMegabits(megabits));
    }

    private static AspectStatus held(long revision) {
        return new AspectStatus(new Revision(revision), false);
    }

    private static AspectStatus refused(long revision) {
        return new AspectStatus(new Revision(revision), true);
    }

    private static Holdings holding(DeviceState state, Aspect aspect, AspectStatus holding) {
        return state.held().with(aspect, holding);
    }

    private static Shape shape(DeviceState state) {
        return new Shape(new Rates(state.bandwidth(), Optional.empty()), state.role() == HaRole.ACTIVE);
    }

    private static Shape shape(DeviceState state, Bandwidth acceleration) {
        return new Shape(new Rates(state.bandwidth(), Optional.of(acceleration)), state.role() == HaRole.ACTIVE);
    }

    private static Send applied(Command command) {
        return new Send(new Applied(command.commandId(), command.aspect(), command.revision()));
    }

    private static Send refusedWith(Command command, Refusal refusal) {
        return new Send(new Refused(command.commandId(), command.aspect(), command.revision(), refusal));
    }
}
