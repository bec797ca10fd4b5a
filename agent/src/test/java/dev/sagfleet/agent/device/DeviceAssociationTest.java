package dev.sagfleet.agent.device;

import static dev.sagfleet.agent.device.Unit.APP_CLIENT;
import static dev.sagfleet.agent.device.Unit.ASSOCIATED;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_1;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_2;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_3;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_USER;
import static dev.sagfleet.agent.device.Unit.DISSOCIATE_3;
import static dev.sagfleet.agent.device.Unit.NEW;
import static dev.sagfleet.agent.device.Unit.NO_ACCELERATION;
import static dev.sagfleet.agent.device.Unit.REFUSED;
import static dev.sagfleet.agent.device.Unit.REFUSED_AFTER_ASSOCIATION;
import static dev.sagfleet.agent.device.Unit.STANDBY;
import static dev.sagfleet.agent.device.Unit.SUSPENDED;
import static dev.sagfleet.agent.device.Unit.TOO_OLD;
import static dev.sagfleet.agent.device.Unit.UNASSOCIATED;
import static dev.sagfleet.agent.device.Unit.UNASSOCIATED_OLD;
import static dev.sagfleet.agent.device.Unit.VCPE;
import static dev.sagfleet.agent.device.Unit.applied;
import static dev.sagfleet.agent.device.Unit.held;
import static dev.sagfleet.agent.device.Unit.holding;
import static dev.sagfleet.agent.device.Unit.refused;
import static dev.sagfleet.agent.device.Unit.refusedWith;
import static dev.sagfleet.agent.device.Unit.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEvent.FirmwareChanged;
import dev.sagfleet.agent.device.DeviceEvent.Received;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.shaping.Rates;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that is associated or dissociated: what it then is, and what it does, in order. */
class DeviceAssociationTest {
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

        unit.expect(new Received(command), next, new Persist(next), shape(next, command.limit()), applied(command));
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

        unit.expect(new Received(command), next, new Persist(next), refusedWith(command, refusal));
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

        upgraded.expect(
                new Received(ASSOCIATE_2),
                next,
                new Persist(next),
                shape(next, ASSOCIATE_2.bandwidth()),
                applied(ASSOCIATE_2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void dissociatedDeviceShapesWithoutAcceleration(String name, Unit unit) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ACCELERATION, held(3)),
                Optional.empty(),
                state.bandwidth(),
                state.role());

        unit.expect(new Received(DISSOCIATE_3), next, new Persist(next), shape(next), applied(DISSOCIATE_3));
    }
}
