package dev.sagfleet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceEffect.Persist;
import dev.sagfleet.agent.device.DeviceEffect.Send;
import dev.sagfleet.agent.device.DeviceEvent.FirmwareChanged;
import dev.sagfleet.agent.device.DeviceEvent.Received;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Commands in random order, many of them resent late or twice, between random changes of firmware. */
class DeviceWalkTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int EVENTS = 100_000;

    /** How many commands of an aspect may be under way at once, so how late one can come. */
    private static final int UNDER_WAY_MAX = 8;

    private final RandomDevices random = new RandomDevices(new SplittableRandom(SEED));
    private final SplittableRandom choices = new SplittableRandom(SEED + 1);
    private final Map<Aspect, List<Command>> sent = new EnumMap<>(Aspect.class);
    private final Map<Aspect, Revision> latest = new EnumMap<>(Aspect.class);
    private final Map<Aspect, Set<Revision>> changed = new EnumMap<>(Aspect.class);
    private final Map<String, Integer> seen = new HashMap<>();

    private DeviceIdentity identity;
    private DeviceState state;

    DeviceWalkTest() {
        identity = new DeviceIdentity(new SerialNumber("sag-1"), DeviceModel.SAG_1000, Optional.empty());
        state = DeviceState.factory(identity.model(), random.firmware());
    }

    @Test
    void noOrderOfCommandsConfusesADevice() {
        for (DeviceModel model : DeviceModel.values()) {
            identity = new DeviceIdentity(new SerialNumber("sag-1"), model, Optional.empty());
            state = DeviceState.factory(model, random.firmware());
            sent.clear();
            latest.clear();
            changed.clear();
            for (int i = 0; i < EVENTS / DeviceModel.values().length; i++) {
                if (choices.nextInt(20) == 0) {
                    changeFirmware();
                } else {
                    receive(command());
                }
                require(
                        state.firmware().acceleratesApplications()
                                || state.rates().acceleration().isEmpty(),
                        "accelerates with " + state.firmware());
            }
        }

        assertThat(seen).as("seed %d", SEED).hasSize(5).allSatisfy((kind, times) -> assertThat(times)
                .as(kind)
                .isGreaterThan(EVENTS / 20));
    }

    private Command command() {
        Aspect aspect = random.aspect();
        List<Command> underWay = sent.computeIfAbsent(aspect, none -> new ArrayList<>());
        if (!underWay.isEmpty() && choices.nextInt(3) > 0) {
            return underWay.get(choices.nextInt(underWay.size()));
        }
        Revision revision = latest.merge(aspect, Revision.NONE.next(), (before, one) -> before.next());
        Command command = random.command(aspect, revision);
        underWay.add(command);
        if (underWay.size() > UNDER_WAY_MAX) {
            underWay.remove(0);
        }
        return command;
    }

    private void changeFirmware() {
        var step = Device.step(identity, state, new FirmwareChanged(random.firmware()));
        require(step.next().held().equals(state.held()), "firmware changes a revision");
        require(step.next().association().equals(state.association()), "firmware changes the association");
        state = step.next();
    }

    private void receive(Command command) {
        var before = state;
        var step = Device.step(identity, state, new Received(command));
        state = step.next();

        for (Aspect aspect : Aspect.values()) {
            Revision was = before.held(aspect).revision();
            Revision is = state.held(aspect).revision();
            require(!was.isAfter(is), "held revision goes back");
            require(aspect == command.aspect() || was.equals(is), "another aspect moves");
        }
        if (!configuration(state).equals(configuration(before))) {
            boolean first = changed.computeIfAbsent(command.aspect(), none -> new HashSet<>())
                    .add(command.revision());
            require(first, "a second change for one revision");
        }
        require(
                before.equals(state) || step.effects().get(0).equals(new Persist(state)),
                "a change that is not kept before all else");
        checkAnswer(command, before, step.effects());
    }

    private void checkAnswer(Command command, DeviceState before, List<DeviceEffect> effects) {
        var held = state.held(command.aspect());
        boolean old = before.held(command.aspect()).revision().isAfter(command.revision());
        if (old) {
            require(effects.isEmpty() && state.equals(before), "an older revision does something");
            count("old");
            return;
        }
        require(held.revision().equals(command.revision()), "answered and not held");
        boolean duplicate = !before.held(command.aspect()).lacks(command.revision());
        require(!duplicate || (effects.size() == 1 && state.equals(before)), "a duplicate does something");
        if (command.aspect() == Aspect.POWER && !duplicate) {
            require(effects.equals(List.of(new Persist(state), new DeviceEffect.Reboot())), "does not boot");
            count("booted");
            return;
        }
        var answer = ((Send) effects.get(effects.size() - 1)).message();
        require(held.refused() ? answer instanceof Refused : answer instanceof Applied, "wrong answer");
        count(duplicate ? "duplicate" : held.refused() ? "refused" : "applied");
    }

    /** What a command can change, without how far the device has come. */
    private static List<Object> configuration(DeviceState state) {
        return List.of(state.association(), state.bandwidth(), state.role());
    }

    private void count(String kind) {
        seen.merge(kind, 1, Integer::sum);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError("seed " + SEED + ", " + identity.model() + ": " + otherwise + ": " + state);
        }
    }
}
