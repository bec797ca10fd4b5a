package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.Membership;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More members than come with one change, and a controller that is killed while they are found. */
class RolloutMembersFoundTest {
    private static final int DEVICES = 600;

    private final RolloutStage stage = new RolloutStage(500, 100);

    @Test
    @DisplayName("R13: members are found to the end by the controller that is started next")
    void membersAreFoundToTheEnd() {
        String id = stage.create(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        Membership broken = untilSomeAreFound(id);

        stage.restart();

        Rollout found = stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        assertThat(found.membership().dealt()).isEqualTo(broken.dealt());
        assertFound(id, DEVICES);
    }

    @Test
    @DisplayName("R4, R13: if others match by then, all members are found anew")
    void ifOthersMatchByThenAllAreFoundAnew() {
        String id = stage.create(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        Membership broken = untilSomeAreFound(id);

        stage.world().crashController();
        stage.world().startController();
        stage.remove(stage.members(id).get(0).serial());
        stage.restart();

        Rollout found = stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        assertThat(found.membership().dealt()).isNotEqualTo(broken.dealt());
        assertFound(id, DEVICES - 1);
    }

    private Membership untilSomeAreFound(String id) {
        Optional<Membership> broken = Optional.empty();
        for (int i = 0; i < 1_000 && broken.isEmpty(); i++) {
            stage.devices().advance(Duration.ofNanos(500_000));
            broken = Optional.of(stage.rollout(id).membership())
                    .filter(membership -> membership.filled() > 0 && !membership.isFull());
        }
        return broken.orElseThrow();
    }

    private void assertFound(String id, int devices) {
        assertThat(stage.rollout(id).membership().filled()).isEqualTo(devices);
        assertThat(stage.members(id)).hasSize(devices);
        assertThat(stage.members(id)).extracting(member -> member.serial()).doesNotHaveDuplicates();
        assertThat(stage.rollout(id).counts().waiting()).isEqualTo(devices);
    }
}
