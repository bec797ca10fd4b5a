package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SlotStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules F9 and F11, and story A9. */
class BootLoaderTest {
    private static final Image OLD = Image.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"));
    private static final Image NEW = new Image(FirmwareVersion.parse("2.5.0"), Digest.ofText("new"), 0);

    private static FirmwareState state(SlotState a, SlotState b, Slot primary) {
        return state(a, b, primary, 0);
    }

    private static FirmwareState state(SlotState a, SlotState b, Slot primary, int floor) {
        return new FirmwareState(
                new Slots(a, b, primary, Slot.A),
                0,
                floor,
                List.of(),
                List.of(),
                AspectStatus.NOTHING,
                Optional.empty(),
                Optional.empty());
    }

    private static FirmwareState started(FirmwareState state, int times) {
        FirmwareState next = state;
        for (int i = 0; i < times; i++) {
            next = BootLoader.start(next);
        }
        return next;
    }

    @Test
    @DisplayName("F9 a slot on trial loses a try before each start, and is bad after the last")
    void anImageOnTrialIsStartedThreeTimes() {
        var armed = state(SlotState.good(OLD), SlotState.trying(NEW), Slot.B);

        var third = started(armed, 3);
        var fourth = started(armed, 4);

        assertThat(third.slots().runs()).isEqualTo(Slot.B);
        assertThat(third.slots().b().triesLeft()).isZero();
        assertThat(fourth.slots().runs()).isEqualTo(Slot.A);
        assertThat(fourth.slots().primary()).isEqualTo(Slot.A);
        assertThat(fourth.slots().b().status()).isEqualTo(SlotStatus.BAD);
    }

    @Test
    @DisplayName("F9 power cuts use up no try of a committed slot (A9a)")
    void powerCutsCostACommittedImageNothing() {
        var committed = state(SlotState.good(OLD), SlotState.good(NEW), Slot.B);

        var later = started(committed, 100);

        assertThat(later.slots().runs()).isEqualTo(Slot.B);
        assertThat(later.slots().b().triesLeft()).isEqualTo(SlotState.TRIES);
        assertThat(later.boot()).isEqualTo(100);
    }

    @Test
    @DisplayName("F9 an empty slot is never started, however often the other fails (A9b)")
    void anEmptySlotIsNeverStarted() {
        var state = state(SlotState.good(OLD), SlotState.EMPTY, Slot.A);

        for (int i = 0; i < 10; i++) {
            state = BootLoader.startFailed(BootLoader.start(state));
            assertThat(state.slots().runs()).isEqualTo(Slot.A);
        }
    }

    @Test
    @DisplayName("F9 an empty slot is not started even if it comes first")
    void anEmptySlotIsNotStartedEvenIfItComesFirst() {
        assertThat(BootLoader.start(state(SlotState.good(OLD), SlotState.EMPTY, Slot.B))
                        .slots()
                        .runs())
                .isEqualTo(Slot.A);
    }

    @Test
    @DisplayName("F9 a good slot that cannot be read gives way to the other after three tries (A9c)")
    void anUnreadableImageGivesWayToTheOther() {
        var state = state(SlotState.good(OLD), SlotState.good(NEW), Slot.A);

        for (int i = 0; i < SlotState.TRIES; i++) {
            state = BootLoader.start(state);
            assertThat(state.slots().runs()).isEqualTo(Slot.A);
            state = BootLoader.startFailed(state);
        }
        state = BootLoader.start(state);

        assertThat(state.slots().runs()).isEqualTo(Slot.B);
        assertThat(started(state, 5).slots().runs()).as("it does not go back").isEqualTo(Slot.B);
    }

    @Test
    @DisplayName("F9 when no slot has a try left, both good ones have all of theirs again")
    void spentTriesAreRefilledWhereNoneIsLeft() {
        var state = state(SlotState.good(OLD), SlotState.good(NEW), Slot.A);
        for (int i = 0; i < 2 * SlotState.TRIES; i++) {
            state = BootLoader.startFailed(BootLoader.start(state));
        }

        state = BootLoader.start(state);

        assertThat(state.slots().a().triesLeft()).isEqualTo(SlotState.TRIES);
        assertThat(state.slots().b().triesLeft()).isEqualTo(SlotState.TRIES);
    }

    @Test
    @DisplayName("F9 a bad slot is never started while there is a good one")
    void aBadSlotIsNotStarted() {
        assertThat(BootLoader.start(state(SlotState.good(OLD), SlotState.bad(NEW), Slot.B))
                        .slots()
                        .runs())
                .isEqualTo(Slot.A);
    }

    @Test
    @DisplayName("F11 the boot loader starts no image below the floor, good or on trial")
    void theFloorHoldsForTheBootLoader() {
        var floored = new Image(FirmwareVersion.parse("2.6.0"), Digest.ofText("floored"), 2);
        var committed = state(SlotState.good(OLD), SlotState.good(floored), Slot.B, 2);
        var onTrial = state(SlotState.good(floored), SlotState.trying(NEW), Slot.B, 2);

        for (int i = 0; i < 10; i++) {
            committed = BootLoader.startFailed(BootLoader.start(committed));
            assertThat(committed.slots().runs()).isEqualTo(Slot.B);
        }
        assertThat(BootLoader.start(onTrial).slots().runs()).isEqualTo(Slot.A);
        assertThat(BootLoader.start(onTrial).slots().b().status()).isEqualTo(SlotStatus.BAD);
    }
}
