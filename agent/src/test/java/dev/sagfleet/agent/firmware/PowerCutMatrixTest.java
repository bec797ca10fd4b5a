package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule F10 and story A12: the power is cut before, inside and after each write and between any two events of an upgrade,
 * from either slot, of good images and bad ones, and once more while the device comes back. It ends at the old image or
 * the new one, never at neither; at the old one where the new one does not work; and stays there.
 */
class PowerCutMatrixTest {
    /** How much of the record is written: nothing, half of it, all. Every other byte is cut at in TwoPlacesTest. */
    private static final List<Double> SHARES = List.of(0.0, 0.5, 1.0);

    /** How far into the recovery it is cut again. */
    private static final int WRITES_AGAIN = 5;

    /** A kind of image on a kind of device. */
    record World(String name, Slot from, DeviceModel model, boolean isGood, Consumer<TestDevice> fate) {
        TestDevice device() {
            boolean app = model == DeviceModel.APP;
            FirmwareState state = FirmwareState.factory(model, FirmwareVersion.parse("2.4.0"));
            Slots slots = from == Slot.A
                    ? state.slots()
                    : new Slots(
                            app
                                    ? SlotState.EMPTY
                                    : SlotState.good(Release.of("2.3.0").image()),
                            SlotState.good(state.image()),
                            Slot.B,
                            Slot.B);
            TestDevice device = new TestDevice(app ? Devices.CLIENT : Devices.BOX, state.with(slots));
            device.fate.downloads.add(broken(Firmware.CHECKPOINT_BYTES + 1));
            fate.accept(device);
            return device;
        }

        @Override
        public String toString() {
            return name + " from " + from + " of " + model;
        }
    }

    static Stream<World> worlds() {
        List<World> worlds = new ArrayList<>();
        for (DeviceModel model : List.of(DeviceModel.SAG_1000, DeviceModel.APP)) {
            for (Slot from : Slot.values()) {
                worlds.add(new World("good", from, model, true, device -> {}));
                worlds.add(new World(
                        "unhealthy", from, model, false, device -> device.fate.isHealthy = Devices::isNotNew));
            }
        }
        for (Slot from : Slot.values()) {
            var model = DeviceModel.SAG_1000;
            worlds.add(new World("dead", from, model, false, device -> device.fate.comesUp = Devices::isNotNew));
            worlds.add(new World(
                    "cut off", from, model, false, device -> device.fate.reachesController = Devices::isNotNew));
            worlds.add(new World("all ill", from, model, false, device -> device.fate.isHealthy = digest -> false));
        }
        return worlds.stream();
    }

    private static void upgrade(TestDevice device) {
        device.desire(NEW.order("job", 1));
        device.settle();
    }

    /** Where it stands for good, after a few boots more. */
    private static void assertEnded(World world, TestDevice device, Digest old) {
        var ended = device.state();
        Digest right = world.isGood() ? NEW.digest() : old;
        assertThat(device.runs()).isEqualTo(right);
        assertThat(device.job().state()).isEqualTo(world.isGood() ? UpdateState.COMMITTED : UpdateState.ROLLED_BACK);
        assertThat(ended.slots().running().status()).isEqualTo(SlotStatus.GOOD);
        for (int i = 0; i < 2; i++) {
            device.powerOn();
            device.settle();
            assertThat(device.state().slots()).as("no switch later").isEqualTo(ended.slots());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    @DisplayName("F10 a cut in any write ends at old or new, and so does another one in the recovery")
    void aCutInAnyWrite(World world) {
        TestDevice whole = world.device();
        Digest old = whole.runs();
        int before = whole.flash.writes();
        upgrade(whole);
        int writes = whole.flash.writes() - before;
        assertEnded(world, whole, old);
        assertThat(writes).isGreaterThan(10);

        for (int write = 0; write < writes; write++) {
            for (double share : SHARES) {
                // A cut before a write leaves what a torn one leaves: once more is tried after that alone.
                for (int again = -1; again < (share > 0 ? WRITES_AGAIN : 0); again++) {
                    TestDevice device = world.device();
                    device.flash.cutAt(write, share);
                    if (again >= 0) {
                        device.cutAgain(again, SHARES.get((write + again) % SHARES.size()));
                    }
                    upgrade(device);
                    assertEnded(world, device, old);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    @DisplayName("F10 a cut between any two events ends at old or new, and so does another one in the recovery")
    void aCutBetweenAnyTwoEvents(World world) {
        TestDevice whole = world.device();
        Digest old = whole.runs();
        upgrade(whole);
        int events = whole.steps();

        for (int event = 0; event < events; event++) {
            for (int again = -1; again < WRITES_AGAIN; again++) {
                TestDevice device = world.device();
                device.cutBeforeEvent(event);
                if (again >= 0) {
                    device.cutAgain(again, SHARES.get((event + again) % SHARES.size()));
                }
                upgrade(device);
                assertEnded(world, device, old);
            }
        }
    }

    @Test
    @DisplayName("F10 the matrix passes through every state that is ever durable, on both slots")
    void theMatrixPassesThroughEveryDurableState() {
        Set<UpdateState> states = EnumSet.noneOf(UpdateState.class);
        worlds().forEach(world -> {
            TestDevice device = world.device();
            device.fate.userPostpones = world.model() == DeviceModel.APP;
            upgrade(device);
            device.kept.forEach(kept -> kept.job().ifPresent(job -> states.add(job.state())));
        });

        assertThat(states)
                .containsExactly(
                        UpdateState.OFFERED,
                        UpdateState.WAIT_DOWNLOAD,
                        UpdateState.DOWNLOADING,
                        UpdateState.VERIFYING,
                        UpdateState.STAGED,
                        UpdateState.WAIT_ACTIVATE,
                        UpdateState.INSTALLING,
                        UpdateState.ARMED,
                        UpdateState.TRIAL,
                        UpdateState.COMMITTED,
                        UpdateState.ROLLED_BACK);
    }
}
