package dev.sagfleet.simulator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.SlotState;
import dev.sagfleet.agent.firmware.Slots;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.rollout.MemberState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found in what both ends have kept. */
class LedgerTest {
    private static final String ROLLOUT = "ro-1";
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final FirmwareVersion VERSION = FirmwareVersion.parse("2.9.0");
    private static final Image OLD = new Image(FirmwareVersion.parse("2.4.0"), Digest.ofText("old"), 0);
    private static final Image NEW = new Image(VERSION, Digest.ofText("new"), 0);

    private static FirmwareJob job(int attempt, UpdateState state) {
        return new FirmwareJob(
                SERIAL,
                attempt,
                1,
                NEW.digest(),
                VERSION,
                FirmwareJob.Origin.ROLLOUT,
                Optional.of(new RolloutOrder(ROLLOUT, attempt)),
                Duration.ofMinutes(10),
                new JobProgress(1, 1, state, 100, UpdateCode.NONE, Optional.of(NEW.digest())),
                false,
                0,
                0);
    }

    private static Optional<FirmwareState> flash(SlotState runs, SlotState other) {
        return Optional.of(new FirmwareState(
                new Slots(runs, other, Slot.A, Slot.A),
                1,
                0,
                List.of(),
                List.of(),
                AspectStatus.NOTHING,
                Optional.empty(),
                Optional.empty()));
    }

    private static Optional<FirmwareState> upgraded() {
        return flash(SlotState.good(NEW), SlotState.good(OLD));
    }

    private static Kept kept(MemberState state, List<FirmwareJob> jobs, Optional<FirmwareState> firmware) {
        return new Kept(ROLLOUT, SERIAL, state, 2, NEW.digest(), jobs, firmware);
    }

    @Test
    void whoWasUpgradedOnceAtTheSecondAttemptIsInOrder() {
        List<FirmwareJob> jobs = List.of(job(2, UpdateState.COMMITTED), job(1, UpdateState.FAILED));

        assertThat(kept(MemberState.SUCCEEDED, jobs, upgraded()).complaints()).isEmpty();
    }

    @Test
    void whoFellBackOrWasNeverToldOfAnImageIsInOrderToo() {
        Optional<FirmwareState> fellBack = flash(SlotState.good(OLD), SlotState.bad(NEW));

        assertThat(kept(MemberState.FAILED, List.of(job(1, UpdateState.ROLLED_BACK)), fellBack)
                        .complaints())
                .isEmpty();
        assertThat(kept(MemberState.SUPERSEDED, List.of(), Optional.empty()).complaints())
                .isEmpty();
    }

    @Test
    void whoWasUpgradedTwiceIsFoundOnRecord() {
        List<FirmwareJob> jobs = List.of(job(2, UpdateState.COMMITTED), job(1, UpdateState.COMMITTED));

        assertThat(kept(MemberState.SUCCEEDED, jobs, upgraded()).complaints())
                .containsExactly("upgraded twice: 2 attempts were committed");
    }

    @Test
    void whoWasUpgradedTwiceIsFoundInItsFlash() {
        Optional<FirmwareState> twice = flash(SlotState.good(NEW), SlotState.good(NEW));

        assertThat(kept(MemberState.SUCCEEDED, List.of(job(1, UpdateState.COMMITTED)), twice)
                        .complaints())
                .containsExactly("upgraded twice: both slots of the device hold the image");
    }

    @Test
    void whoWasForgottenIsFound() {
        assertThat(kept(MemberState.WAITING, List.of(), Optional.empty()).complaints())
                .containsExactly("forgotten: it is still WAITING");
        assertThat(kept(MemberState.FAILED, List.of(job(1, UpdateState.DOWNLOADING)), Optional.empty())
                        .complaints())
                .containsExactly("forgotten: one of its jobs is open");
    }

    @Test
    void whoRunsSomethingElseThanItsMemberSaysIsFound() {
        assertThat(kept(MemberState.SUCCEEDED, List.of(job(1, UpdateState.COMMITTED)), Optional.empty())
                        .complaints())
                .containsExactly("it is SUCCEEDED and does not run the image");
        assertThat(kept(MemberState.FAILED, List.of(job(1, UpdateState.FAILED)), upgraded())
                        .complaints())
                .containsExactly("it is FAILED and runs the image");
        Optional<FirmwareState> onTrial = flash(SlotState.trying(NEW), SlotState.good(OLD));
        assertThat(kept(MemberState.SUCCEEDED, List.of(job(1, UpdateState.COMMITTED)), onTrial)
                        .complaints())
                .containsExactly("it is SUCCEEDED and runs the image");
    }

    @Test
    void oneAttemptIsOrderedOnce() {
        List<FirmwareJob> jobs = List.of(job(1, UpdateState.COMMITTED), job(1, UpdateState.FAILED));

        assertThat(kept(MemberState.SUCCEEDED, jobs, upgraded()).complaints())
                .containsExactly("an attempt was ordered twice: 2 jobs of 2 attempts");
    }

    @Test
    void allDevicesAreMembersAndNoneTwice() {
        Kept whole = kept(MemberState.SUCCEEDED, List.of(job(1, UpdateState.COMMITTED)), upgraded());
        var count = new Ledger.Count(ROLLOUT, Map.of());
        count.add(whole);
        count.add(whole);
        Ledger ledger = count.ledger(2);

        assertThat(ledger.isSound()).isFalse();
        assertThat(ledger.all()).isEqualTo(2);
        assertThat(ledger.retried()).isEqualTo(2);
        assertThat(ledger.complaints())
                .containsExactly("sag1: it is a member twice", "the fleet: 1 members (expected: 2)");
    }
}
