package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.FAULTY;
import static dev.sagfleet.simulator.world.RolloutStage.LATER;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.ALL_AT_ONCE;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people want of rollouts and do not get. */
class RolloutRefusalsTest {
    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName("R4, B8: a start with other members than those agreed to is refused, and they are asked about again")
    void aStartWithOtherMembersIsRefused() {
        String id = stage.create(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        Rollout dealt = stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        stage.tell(id, new RolloutRequest.Approve(dealt.membership().dealt().orElseThrow(), "ann"));
        stage.remove(stage.serials().get(3));

        assertThat(refusal(() -> stage.world().finish(stage.campaigns().start(id, "ann"))))
                .isEqualTo(Rejection.ROLLOUT_MEMBERS);

        Rollout again = stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        assertThat(again.membership().expected()).isEqualTo(DEVICES - 1);
        assertThat(again.membership().approved()).isEmpty();
        assertThat(stage.touched()).isZero();
    }

    @Test
    @DisplayName("R12: what does not fit the state of a rollout is refused and leaves nothing behind")
    void whatDoesNotFitTheStateIsRefused() {
        String id = stage.create(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        Rollout before = stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));

        assertThat(refusal(() -> stage.tell(id, new RolloutRequest.Pause(false, "ann", "no reason"))))
                .isEqualTo(Rejection.ROLLOUT_STATUS);
        assertThat(refusal(() -> stage.tell(id, new RolloutRequest.Edit(before.policy(), 7, "ann"))))
                .isEqualTo(Rejection.ROLLOUT_STALE);
        assertThat(refusal(() -> stage.tell("ro-99", new RolloutRequest.Retry("ann"))))
                .isEqualTo(Rejection.ROLLOUT_NOT_FOUND);
        assertThat(stage.rollout(id)).isEqualTo(before);
    }

    @Test
    void twoRolloutsOfOneNameAreNotUnderWayTogether() {
        String id = stage.start(RolloutPolicy.of("spring", NEW, THREE_WAVES));

        assertThat(refusal(() -> stage.create(RolloutPolicy.of("spring", LATER, ALL_AT_ONCE))))
                .isEqualTo(Rejection.ROLLOUT_EXISTS);
        stage.tell(id, new RolloutRequest.Cancel("ann", "another one"));
        stage.create(RolloutPolicy.of("spring", LATER, ALL_AT_ONCE));
    }

    @Test
    @DisplayName("R12: of two who take a name at the same time, by a new rollout or another name, one has it")
    void ofTwoWhoTakeANameOneHasIt() {
        Rollout first = waiting(RolloutPolicy.of("spring", NEW, THREE_WAVES));
        Rollout second = waiting(RolloutPolicy.of("autumn", LATER, THREE_WAVES));
        Rollout third = waiting(RolloutPolicy.of("easter", LATER, THREE_WAVES));

        var wanted = List.of(
                rename(first, "summer"),
                rename(second, "summer"),
                rename(third, "winter"),
                create("winter"),
                create("advent"),
                rename(second, "advent"));
        assertThat(wanted).as("done at once").noneMatch(one -> one.toCompletableFuture()
                .isDone());

        assertThat(outcomes(wanted))
                .containsExactly("done", "ROLLOUT_EXISTS", "done", "ROLLOUT_EXISTS", "done", "ROLLOUT_EXISTS");
    }

    @Test
    @DisplayName("R14: the failed ones of a rollout whose name another one has by now are not tried again")
    void aRolloutWhoseNameAnotherOneHasDoesNotBeginAgain() {
        String id = stage.start(RolloutStage.careless(RolloutPolicy.of("spring", FAULTY, ALL_AT_ONCE)));
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        String other = stage.create(RolloutPolicy.of("spring", NEW, ALL_AT_ONCE));

        assertThat(refusal(() -> stage.tell(id, new RolloutRequest.Retry("ann"))))
                .isEqualTo(Rejection.ROLLOUT_EXISTS);
        stage.tell(other, new RolloutRequest.Cancel("ann", "not wanted"));
        stage.tell(id, new RolloutRequest.Retry("ann"));
        stage.await(id, RolloutState.RUNNING, Duration.ofMinutes(1));
    }

    private Rollout waiting(RolloutPolicy policy) {
        return stage.await(stage.create(policy), RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
    }

    private CompletionStage<Rollout> rename(Rollout rollout, String name) {
        RolloutPolicy other = RolloutPolicy.of(
                name, rollout.policy().image(), rollout.policy().waves());
        return stage.campaigns().tell(rollout.origin().id(), new RolloutRequest.Edit(other, rollout.revision(), "ann"));
    }

    private CompletionStage<Rollout> create(String name) {
        return stage.campaigns().create(RolloutPolicy.of(name, NEW, THREE_WAVES), "bob");
    }

    /** What became of what was wanted in one moment. */
    private List<String> outcomes(List<CompletionStage<Rollout>> wanted) {
        return wanted.stream().map(this::outcome).toList();
    }

    private String outcome(CompletionStage<Rollout> wanted) {
        return stage.world()
                .finish(wanted.handle((done, failure) -> failure == null
                        ? "done"
                        : ((RejectedException) Store.causeOf(failure))
                                .rejection()
                                .name()));
    }

    @Test
    void aRolloutIsRemovedWithAllThatIsKnownOfItOnceItIsOver() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));

        assertThat(refusal(() -> stage.world().finish(stage.campaigns().remove(id))))
                .isEqualTo(Rejection.ROLLOUT_STATUS);
        stage.tell(id, new RolloutRequest.Cancel("ann", "enough"));
        stage.devices().advance(Duration.ofHours(2));
        stage.world().finish(stage.campaigns().remove(id));

        assertThat(stage.members(id)).isEmpty();
        assertThat(stage.log(id)).isEmpty();
        assertThat(refusal(() -> stage.world().finish(stage.campaigns().remove(id))))
                .isEqualTo(Rejection.ROLLOUT_NOT_FOUND);
    }

    private static Rejection refusal(ThrowingCallable wish) {
        Throwable cause = Store.causeOf(catchThrowable(wish));
        return ((RejectedException) cause).rejection();
    }
}
