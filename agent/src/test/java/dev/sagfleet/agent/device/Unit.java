package dev.sagfleet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEffect.Shape;
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
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.Rates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A device with its state, those that tests begin with, and what they do. */
record Unit(DeviceIdentity identity, DeviceState state) {
    static final FirmwareVersion OLD = FirmwareVersion.parse("2.3.9");
    static final FirmwareVersion NEW = FirmwareVersion.parse("2.4.0");
    static final FirmwareVersion NEWER = FirmwareVersion.parse("2.10.0");

    static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later");
    static final Refusal NO_ACCELERATION =
            new Refusal(Refusal.Reason.MODEL_NOT_SUPPORTED, "SAG-VCPE", "SAG-100WM, SAG-1000 or the SAG app");

    static final Associate ASSOCIATE_1 = associate(1, Optional.empty());
    static final Associate ASSOCIATE_2 = associate(2, Optional.empty());
    static final Associate ASSOCIATE_3 = associate(3, Optional.empty());
    static final Associate ASSOCIATE_USER = associate(3, Optional.of(Bandwidth.ofMegabits(5)));
    static final Dissociate DISSOCIATE_3 = new Dissociate("d3", new Revision(3));
    static final ChangeRole TO_STANDBY_3 = new ChangeRole("s3", new Revision(3), HaRole.STANDBY);
    static final ChangeRole TO_ACTIVE_4 = new ChangeRole("a4", new Revision(4), HaRole.ACTIVE);

    static final Unit UNASSOCIATED = box(DeviceModel.SAG_100WM, NEW, Holdings.NONE, Optional.empty());
    static final Unit UNASSOCIATED_OLD = box(DeviceModel.SAG_100WM, OLD, Holdings.NONE, Optional.empty());
    static final Unit ASSOCIATED =
            box(DeviceModel.SAG_100WM, NEW, Holdings.NONE.with(Aspect.ACCELERATION, held(2)), Optional.of(ASSOCIATE_2));
    static final Unit SUSPENDED =
            box(DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, held(2)), Optional.of(ASSOCIATE_2));
    static final Unit REFUSED =
            box(DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, refused(2)), Optional.empty());
    static final Unit REFUSED_AFTER_ASSOCIATION = box(
            DeviceModel.SAG_100WM, OLD, Holdings.NONE.with(Aspect.ACCELERATION, refused(2)), Optional.of(ASSOCIATE_1));
    static final Unit STANDBY = ASSOCIATED.with(HaRole.STANDBY);
    static final Unit APP_CLIENT = box(
            DeviceModel.APP,
            NEW,
            Holdings.NONE.with(Aspect.ACCELERATION, held(2)),
            Optional.of(associate(2, Optional.of(Bandwidth.ofKilobits(512)))));
    static final Unit VCPE = box(DeviceModel.SAG_VCPE, NEW, Holdings.NONE, Optional.empty());

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

    Device.Step step(DeviceEvent event) {
        return Device.step(identity, state, event);
    }

    Unit with(HaRole role) {
        return new Unit(
                identity,
                new DeviceState(state.firmware(), state.held(), state.association(), state.bandwidth(), role));
    }

    /** Requires what the device is after an event, and all that it does then, in order. */
    void expect(DeviceEvent event, DeviceState next, DeviceEffect... effects) {
        var step = step(event);

        assertThat(step.next()).isEqualTo(next);
        assertThat(step.effects()).isEqualTo(List.of(effects));
    }

    static Stream<Arguments> all() {
        return UNITS.entrySet().stream().map(unit -> arguments(unit.getKey(), unit.getValue()));
    }

    private static Unit box(
            DeviceModel model, FirmwareVersion firmware, Holdings held, Optional<Associate> association) {
        Optional<String> user = model == DeviceModel.APP ? Optional.of("user-1") : Optional.empty();
        var least = DeviceState.factory(model, firmware).bandwidth();
        return new Unit(
                new DeviceIdentity(new SerialNumber("sag-1"), model, user),
                new DeviceState(firmware, held, association, least, HaRole.ACTIVE));
    }

    static Unit after(Unit unit, Command command) {
        return new Unit(unit.identity(), unit.step(new Received(command)).next());
    }

    static Associate associate(long revision, Optional<Bandwidth> userPeak) {
        return new Associate("c" + revision, new Revision(revision), "plan-1", Bandwidth.ofMegabits(10), userPeak);
    }

    static ChangeBandwidth bandwidth(long revision, long megabits) {
        return new ChangeBandwidth("b" + revision, new Revision(revision), Bandwidth.ofMegabits(megabits));
    }

    static AspectStatus held(long revision) {
        return new AspectStatus(new Revision(revision), false);
    }

    static AspectStatus refused(long revision) {
        return new AspectStatus(new Revision(revision), true);
    }

    static Holdings holding(DeviceState state, Aspect aspect, AspectStatus holding) {
        return state.held().with(aspect, holding);
    }

    static Shape shape(DeviceState state) {
        return new Shape(new Rates(state.bandwidth(), Optional.empty()), state.role() == HaRole.ACTIVE);
    }

    static Shape shape(DeviceState state, Bandwidth acceleration) {
        return new Shape(new Rates(state.bandwidth(), Optional.of(acceleration)), state.role() == HaRole.ACTIVE);
    }

    static Send applied(Command command) {
        return new Send(new Applied(command.commandId(), command.aspect(), command.revision()));
    }

    static Send refusedWith(Command command, Refusal refusal) {
        return new Send(new Refused(command.commandId(), command.aspect(), command.revision(), refusal));
    }
}
