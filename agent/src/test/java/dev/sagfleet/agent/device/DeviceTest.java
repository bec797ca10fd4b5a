package dev.sagfleet.agent.device;

import static dev.sagfleet.agent.device.Unit.APP_CLIENT;
import static dev.sagfleet.agent.device.Unit.ASSOCIATED;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_1;
import static dev.sagfleet.agent.device.Unit.ASSOCIATE_2;
import static dev.sagfleet.agent.device.Unit.DISSOCIATE_3;
import static dev.sagfleet.agent.device.Unit.NEW;
import static dev.sagfleet.agent.device.Unit.REFUSED;
import static dev.sagfleet.agent.device.Unit.REFUSED_AFTER_ASSOCIATION;
import static dev.sagfleet.agent.device.Unit.STANDBY;
import static dev.sagfleet.agent.device.Unit.SUSPENDED;
import static dev.sagfleet.agent.device.Unit.TO_ACTIVE_4;
import static dev.sagfleet.agent.device.Unit.TO_STANDBY_3;
import static dev.sagfleet.agent.device.Unit.after;
import static dev.sagfleet.agent.device.Unit.applied;
import static dev.sagfleet.agent.device.Unit.bandwidth;
import static dev.sagfleet.agent.device.Unit.held;
import static dev.sagfleet.agent.device.Unit.holding;
import static dev.sagfleet.agent.device.Unit.refused;
import static dev.sagfleet.agent.device.Unit.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sagfleet.agent.device.DeviceEffect.OpenSession;
import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEffect.Shape;
import dev.sagfleet.agent.device.DeviceEvent.Connected;
import dev.sagfleet.agent.device.DeviceEvent.Received;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.agent.shaping.Rates;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event that is about neither associations nor firmware, and what comes again or too late. */
class DeviceTest {
    private static final Welcome WELCOME = new Welcome(Duration.ofSeconds(30), Duration.ofMinutes(1));

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
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

        unit.expect(new Connected("boot-1"), unit.state(), new Send(hello));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void welcomedDeviceOpensTheSession(String name, Unit unit) {
        unit.expect(new Received(WELCOME), unit.state(), new OpenSession(WELCOME));
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
        unit.expect(new Received(command), unit.state(), applied(command));
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
        unit.expect(new Received(command), unit.state());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void bandwidthInRangeIsKeptAndShapedAndThenAcknowledged(String name, Unit unit) {
        var command = bandwidth(3, 20);
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.BANDWIDTH, held(3)),
                state.association(),
                Bandwidth.ofMegabits(20),
                state.role());

        unit.expect(
                new Received(command),
                next,
                new Persist(next),
                new Shape(
                        new Rates(Bandwidth.ofMegabits(20), state.rates().acceleration()),
                        state.role() == HaRole.ACTIVE),
                applied(command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
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

        unit.expect(new Received(command), next, new Persist(next), refusedWith(command, refusal));
    }

    @Test
    void bandwidthBelowTheAccelerationIsAccepted() {
        var next = ASSOCIATED.step(new Received(bandwidth(3, 2))).next();

        assertThat(next.rates()).isEqualTo(new Rates(Bandwidth.ofMegabits(2), Optional.of(Bandwidth.ofMegabits(10))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void standbyKeepsItsRatesAndForwardsNothing(String name, Unit unit) {
        var state = unit.state();
        var next = new DeviceState(
                state.firmware(),
                holding(state, Aspect.ROLE, held(3)),
                state.association(),
                state.bandwidth(),
                HaRole.STANDBY);

        unit.expect(
                new Received(TO_STANDBY_3),
                next,
                new Persist(next),
                new Shape(state.rates(), false),
                applied(TO_STANDBY_3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void activeDeviceForwards(String name, Unit unit) {
        var step = unit.with(HaRole.STANDBY).step(new Received(TO_ACTIVE_4));

        assertThat(step.next().role()).isEqualTo(HaRole.ACTIVE);
        assertThat(step.effects())
                .containsExactly(
                        new Persist(step.next()), new Shape(unit.state().rates(), true), applied(TO_ACTIVE_4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sagfleet.agent.device.Unit#all")
    void deviceFromTheFactoryHasTheLeastBandwidthAndNothingElse(String name, Unit unit) {
        var model = unit.identity().model();
        var least = model == DeviceModel.APP ? Bandwidth.ofKilobits(2_000) : Bandwidth.ofMegabits(model.megabitsMin());

        assertThat(DeviceState.factory(model, NEW))
                .isEqualTo(new DeviceState(NEW, Holdings.NONE, Optional.empty(), least, HaRole.ACTIVE));
    }
}
