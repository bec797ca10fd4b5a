package dev.sagfleet.controller.contract;

import static dev.sagfleet.controller.contract.Samples.assertRead;
import static dev.sagfleet.controller.contract.Samples.assertWritten;
import static dev.sagfleet.controller.contract.Samples.await;
import static dev.sagfleet.controller.contract.Samples.save;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rollouts, their logs and their claims, as every store keeps them. Their members have a test of their own. */
class RolloutRowsTest extends StoreContract {
    private static final SerialNumber ONE = new SerialNumber("one");
    private static final SerialNumber TWO = new SerialNumber("Two");

    private static RolloutPolicy policy(String name) {
        return RolloutPolicy.of(
                name,
                FirmwareVersion.parse("2.5.0"),
                List.of(WavePlan.of(new WaveSize.Count(2)), WavePlan.of(new WaveSize.Cumulative(Fraction.ONE))));
    }

    private static Rollout rollout(String id, String name, long createdMillis, RolloutState state, long wakeAtMillis) {
        return with(
                Rollout.draft(new Origin(id, Long.MIN_VALUE, createdMillis), policy(name), "ops"),
                policy(name),
                Optional.empty(),
                state,
                wakeAtMillis);
    }

    private static Rollout with(
            Rollout draft,
            RolloutPolicy policy,
            Optional<RolloutPolicy> pending,
            RolloutState state,
            long wakeAtMillis) {
        return new Rollout(
                draft.origin(),
                policy,
                draft.revision() + 1,
                pending,
                draft.membership(),
                draft.images(),
                new Transition(state, 7, "ops", "why"),
                draft.startedMillis(),
                draft.heldMillis(),
                draft.apart(),
                draft.waves(),
                draft.frontier(),
                draft.flow(),
                draft.openings(),
                draft.sweeps(),
                wakeAtMillis);
    }

    private static Rollout rollout(String id) {
        return rollout(id, "name of " + id, 1, RolloutState.RUNNING, 5);
    }

    @Test
    void aRolloutComesBackAsItWasSavedWithThePolicyThatIsInForceAndTheOneThatIsPending() {
        Rollout first = rollout("ro-1");
        Rollout edited = with(first, first.policy(), Optional.of(policy("edited")), RolloutState.PAUSED, 6);
        Rollout resumed = with(edited, policy("edited"), Optional.empty(), RolloutState.RUNNING, 7);

        for (Rollout saved : List.of(first, edited, resumed, first)) {
            save(store, transaction -> transaction.rollouts().save(saved));

            assertRead(store, reading -> reading.rollouts().find("ro-1")).isEqualTo(Optional.of(saved));
        }
        reopen();
        assertRead(store, reading -> reading.rollouts().find("ro-1")).isEqualTo(Optional.of(first));
        assertRead(store, reading -> reading.rollouts().find("ro-2")).isEqualTo(Optional.empty());
    }

    @Test
    void aPolicyOfWhichTheFirstSaveWasTakenBackIsKeptWithTheSecond() {
        Rollout rollout = rollout("ro-1");
        Rollout edited = with(rollout, rollout.policy(), Optional.of(policy("edited")), RolloutState.PAUSED, 6);
        save(store, transaction -> transaction.rollouts().save(rollout));
        List<Rollout> found = new ArrayList<>();

        assertThatThrownBy(() -> save(store, transaction -> {
                    transaction.rollouts().save(edited);
                    found.add(transaction.rollouts().find("ro-1").orElseThrow());
                    throw new IllegalStateException("taken back");
                }))
                .hasRootCauseMessage("taken back");
        assertRead(store, reading -> reading.rollouts().find("ro-1")).isEqualTo(Optional.of(rollout));
        save(store, transaction -> transaction.rollouts().save(found.get(0)));

        reopen();
        assertRead(store, reading -> reading.rollouts().find("ro-1")).isEqualTo(Optional.of(edited));
    }

    @Test
    void ofThoseThatAreCalledTheSameTheOneThatIsNotOverIsFoundAndElseTheLatest() {
        Rollout running = rollout("ro-1", "same", 1, RolloutState.HALTED, 5);
        Rollout earlier = rollout("ro-2", "same", 2, RolloutState.FINISHED, 5);
        Rollout later = rollout("ro-3", "same", 2, RolloutState.CANCELLED, 5);
        save(store, transaction -> List.of(later, running, earlier).forEach(transaction.rollouts()::save));

        assertRead(store, reading -> reading.rollouts().findByName("same")).isEqualTo(Optional.of(running));

        save(store, transaction -> transaction.rollouts().save(rollout("ro-1", "other", 1, RolloutState.RUNNING, 5)));
        assertRead(store, reading -> reading.rollouts().findByName("same")).isEqualTo(Optional.of(later));
        assertRead(store, reading -> reading.rollouts().findByName("none")).isEqualTo(Optional.empty());
    }

    @Test
    void theyAreListedLatestFirstInPartsThatFitTogether() {
        Rollout oldest = rollout("ro-9", "a", 1, RolloutState.RUNNING, 5);
        Rollout middle = rollout("ro-1", "b", 2, RolloutState.RUNNING, 5);
        Rollout latest = rollout("ro-2", "c", 2, RolloutState.RUNNING, 5);
        save(store, transaction -> List.of(middle, latest, oldest).forEach(transaction.rollouts()::save));

        Slice<Rollout> first =
                await(store.read(reading -> reading.rollouts().list(new SliceRequest(Optional.empty(), 2))));

        assertRead(store, reading -> first.items()).isEqualTo(List.of(latest, middle));
        assertRead(store, reading -> reading.rollouts().list(new SliceRequest(first.next(), 2)))
                .isEqualTo(new Slice<>(List.of(oldest), Optional.empty()));
        assertRead(store, reading -> reading.rollouts().list(new SliceRequest(Optional.of("nowhere"), 2)))
                .isEqualTo(new Slice<>(List.of(), Optional.empty()));
    }

    @Test
    void thoseThatWantToBeWokenAreDueInTheOrderOfTheirTimes() {
        save(store, transaction -> List.of(
                        rollout("never", "a", 1, RolloutState.DRAFT, PhaseClock.NEVER),
                        rollout("late", "b", 1, RolloutState.RUNNING, 9),
                        rollout("soon", "c", 1, RolloutState.RUNNING, 3),
                        rollout("also", "d", 1, RolloutState.RUNNING, 3))
                .forEach(transaction.rollouts()::save));

        assertRead(store, reading -> reading.rollouts().dueBy(2)).isEqualTo(List.of());
        assertRead(store, reading -> reading.rollouts().dueBy(3)).isEqualTo(List.of("also", "soon"));
        assertRead(store, reading -> reading.rollouts().dueBy(9)).isEqualTo(List.of("also", "soon", "late"));
        assertRead(store, reading -> reading.rollouts().nextWakeMillis()).isEqualTo(3L);

        save(store, transaction -> List.of("also", "soon", "late").forEach(transaction.rollouts()::remove));
        assertRead(store, reading -> reading.rollouts().nextWakeMillis()).isEqualTo(PhaseClock.NEVER);
    }

    @Test
    void linesOfALogAreNumberedPerRolloutAndReadBehindOne() {
        Transition created = new Transition(RolloutState.DRAFT, 1, "ops", "created");
        Transition started = new Transition(RolloutState.RUNNING, 2, "it's me", "");
        Transition halted = new Transition(RolloutState.HALTED, 2, Transition.ENGINE, "3 of 20 have failed");

        save(store, transaction -> {
            transaction.rollouts().enter("ro-1", created);
            transaction.rollouts().enter("ro-2", created);
            transaction.rollouts().enter("ro-1", started);
            transaction.rollouts().enter("ro-1", halted);
        });

        assertRead(store, reading -> reading.rollouts().log("ro-1", 0, 2))
                .isEqualTo(List.of(new LogLine(1, created), new LogLine(2, started)));
        assertRead(store, reading -> reading.rollouts().log("ro-1", 2, 2)).isEqualTo(List.of(new LogLine(3, halted)));
        assertRead(store, reading -> reading.rollouts().log("ro-2", 0, 9)).isEqualTo(List.of(new LogLine(1, created)));
    }

    @Test
    void oneRolloutHasADeviceUntilItIsReleased() {
        Claim mine = new Claim("ro-1", 5, 10);
        Claim other = new Claim("ro-2", 6, 11);
        SerialNumber three = new SerialNumber("three");
        save(store, transaction -> {
            List.of(ONE, TWO, three).forEach(serial -> transaction.rollouts().claim(serial, mine));
            transaction.rollouts().claim(TWO, other);
        });

        assertRead(store, reading -> reading.rollouts().claim(ONE)).isEqualTo(Optional.of(mine));
        assertRead(store, reading -> reading.rollouts().claim(TWO)).isEqualTo(Optional.of(other));

        assertWritten(store, transaction -> transaction.rollouts().release("ro-1", 1))
                .isEqualTo(1);
        assertWritten(store, transaction -> transaction.rollouts().release("ro-1", 9))
                .isEqualTo(1);
        assertRead(store, reading -> reading.rollouts().claim(ONE)).isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.rollouts().claim(three)).isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.rollouts().claim(TWO)).isEqualTo(Optional.of(other));

        save(store, transaction -> transaction.rollouts().release(TWO));
        assertRead(store, reading -> reading.rollouts().claim(TWO)).isEqualTo(Optional.empty());
    }

    private static void fill(Transaction transaction, String id) {
        transaction.rollouts().save(rollout(id));
        transaction.rollouts().enter(id, new Transition(RolloutState.DRAFT, 1, "ops", "created"));
        transaction.rollouts().members(id).save(DrawnMembers.ready(ONE, 0, 3, 2));
        transaction.rollouts().claim(new SerialNumber("of-" + id), rollout(id).claim());
    }

    @Test
    void whatBelongsToARolloutIsTakenAwayWithItAndNothingElse() {
        save(store, transaction -> {
            fill(transaction, "ro-1");
            fill(transaction, "ro-2");
        });

        assertRead(store, reading -> reading.rollouts().of(ONE)).isEqualTo(List.of("ro-1", "ro-2"));
        save(store, transaction -> transaction.rollouts().remove("ro-1"));

        assertNothingOf("ro-1");
        assertRead(store, reading -> reading.rollouts().find("ro-2")).isEqualTo(Optional.of(rollout("ro-2")));
        assertRead(store, reading -> reading.rollouts().size("ro-2")).isEqualTo(1);
        assertWritten(
                        store,
                        transaction -> transaction.rollouts().members("ro-2").ready(3, 2))
                .isEqualTo(1);
        assertRead(store, reading -> reading.rollouts().log("ro-2", 0, 9).size())
                .isEqualTo(1);
        assertRead(store, reading -> reading.rollouts().claim(new SerialNumber("of-ro-2")))
                .isEqualTo(Optional.of(rollout("ro-2").claim()));
        assertRead(store, reading -> reading.rollouts().of(ONE)).isEqualTo(List.of("ro-2"));
    }

    @Test
    void allAreTakenAwayWithEverythingAndNumbersGoOn() {
        save(store, transaction -> fill(transaction, "ro-1"));
        assertWritten(store, transaction -> transaction.rollouts().nextNumber()).isEqualTo(1L);

        save(store, Transaction::removeAll);

        assertNothingOf("ro-1");
        assertWritten(store, transaction -> transaction.rollouts().nextNumber()).isEqualTo(2L);
    }

    private void assertNothingOf(String id) {
        assertRead(store, reading -> reading.rollouts().find(id)).isEqualTo(Optional.empty());
        assertRead(store, reading -> reading.rollouts().size(id)).isEqualTo(0);
        assertRead(store, reading -> reading.rollouts().member(id, ONE)).isEqualTo(Optional.<Member>empty());
        assertRead(store, reading -> reading.rollouts().log(id, 0, 9)).isEqualTo(List.of());
        assertRead(store, reading -> reading.rollouts().claim(new SerialNumber("of-" + id)))
                .isEqualTo(Optional.empty());
        assertWritten(store, transaction -> transaction.rollouts().members(id).ready(3, 2))
                .isEqualTo(0);
    }

    @Test
    void membersOfADeviceThatIsTakenAwayStay() {
        save(store, transaction -> {
            transaction.devices().save(Samples.device("one", "sag-1"));
            fill(transaction, "ro-1");
        });

        save(store, transaction -> transaction.devices().remove(ONE, 9));

        assertRead(store, reading -> reading.rollouts().member("ro-1", ONE))
                .isEqualTo(Optional.of(DrawnMembers.ready(ONE, 0, 3, 2)));
    }
}
