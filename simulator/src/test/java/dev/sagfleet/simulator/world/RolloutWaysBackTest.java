package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.FAULTY;
import static dev.sagfleet.simulator.world.RolloutStage.LATER;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.RolloutStage.PARTLY;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.ALL_AT_ONCE;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.rollout.Reversal;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be done about a rollout that did not go well, on virtual time. */
class RolloutWaysBackTest {
    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName("R14: those that failed are tried again as a wave behind, also with an image that they fell back from")
    void thoseThatFailedAreTriedAgain() {
        String id = stage.start(RolloutStage.careless(RolloutPolicy.of("to 2.6.0", FAULTY, ALL_AT_ONCE)));
        stage.await(id, rollout -> rollout.counts().failed() == DEVICES, Duration.ofHours(6));
        stage.putRight();

        stage.tell(id, new RolloutRequest.Retry("ann"));
        Rollout done = stage.await(id, rollout -> rollout.counts().succeeded() == DEVICES, Duration.ofHours(6));

        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.running(FAULTY)).isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R14: a person has devices brought back to what each of them ran before, once somebody agrees")
    void aPersonHasDevicesBroughtBack() {
        upgradeAllToNew();
        String id = stage.start(RolloutPolicy.of("to 2.7.0", LATER, THREE_WAVES));
        stage.await(id, rollout -> rollout.counts().succeeded() == 4, Duration.ofHours(2));
        stage.tell(id, new RolloutRequest.Pause(false, "ann", "complaints"));

        stage.tell(id, new RolloutRequest.Revert(Rollback.Scope.ALL, "ann"));
        String back = Campaigns.wayBack(id, Rollback.Scope.ALL, 0);
        Rollout dealt = stage.await(back, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        stage.devices().advance(Duration.ofHours(1));
        assertThat(stage.running(LATER)).as("nobody has agreed").isEqualTo(4);
        assertThat(dealt.membership().expected()).isEqualTo(4);

        stage.approveAndStart(back);
        stage.await(back, RolloutState.FINISHED, Duration.ofHours(2));
        stage.devices().advance(Duration.ofHours(5));

        assertThat(stage.rollout(back).counts().succeeded()).isEqualTo(4);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R14: a rollout that halts brings its wave back by itself, also after a kill of the controller")
    void aRolloutThatHaltsBringsItsWaveBack() {
        upgradeAllToNew();
        String id = stage.start(RolloutStage.withRollback(RolloutPolicy.of("to 2.8.0", PARTLY, ALL_AT_ONCE)));
        Rollout halted = stage.await(id, RolloutState.HALTED, Duration.ofHours(2));
        String back = Campaigns.wayBack(id, Rollback.Scope.WAVE, 0);
        stage.restart();

        Rollout done = stage.await(back, RolloutState.FINISHED, Duration.ofHours(4));

        assertThat(halted.counts().succeeded()).isPositive();
        assertThat(done.counts().succeeded()).isGreaterThan(halted.counts().succeeded());
        assertThat(stage.running(NEW))
                .as("also those that were at work as it halted")
                .isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R14: devices whose image of before cannot be had again are named")
    void devicesThatCannotBeBroughtBackAreNamed() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));

        Reversal reversal = stage.world().finish(stage.campaigns().reversal(id, Rollback.Scope.ALL, 0));

        assertThat(reversal.returns()).isEmpty();
        assertThat(reversal.forbidden()).hasSize(DEVICES);
    }

    private void upgradeAllToNew() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
    }
}
