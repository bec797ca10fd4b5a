package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How rollouts end, and what comes after. */
class EndingsTest {
    @Test
    @DisplayName("R14: retry brings the failed and the silent into a wave behind all others, with F15 lifted")
    void retryIsATailWave() {
        var policy = gates(RolloutWorld.policy(percent(50), percent(100)), "50%", "60%", 4);
        var world = new RolloutWorld(policy).devices(10).start();
        List<String> first = List.copyOf(world.working());
        world.fallBack(first.get(0));
        first.subList(1, 5).forEach(world::succeed);
        List<String> second = List.copyOf(world.working());
        world.step(new RolloutRequest.Retry("ann"));
        world.run();

        assertThat(world.rollout.waves()).hasSize(3);
        assertThat(world.rollout.waves().get(0).counts().judged()).isEqualTo(4);
        assertThat(world.rollout.waves().get(2).counts().waiting()).isOne();
        assertThat(world.offered()).hasSize(10);
        second.forEach(world::succeed);
        assertThat(world.all(RolloutEffect.Offer.class))
                .last()
                .extracting(offer -> offer.serial().text(), RolloutEffect.Offer::attempt, RolloutEffect.Offer::forced)
                .containsExactly(first.get(0), 2, true);
        world.succeedAll();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.counts().succeeded()).isEqualTo(10);
    }

    @Test
    @DisplayName("R14: rollback brings each device back to what it ran before; those whose floor forbids it are named")
    void rollbackNamesWhoCannot() {
        var policy = PolicyText.ends(
                gates(RolloutWorld.policy(count(4), percent(100)), "50%", "25%", 1),
                Late.TAIL,
                new Rollback(Rollback.When.HALTED, Rollback.Scope.ALL),
                Optional.empty(),
                Optional.empty(),
                5);
        var world = new RolloutWorld(policy).devices(8);
        Digest older = Digest.ofText("older");
        world.start();
        List<String> canary = List.copyOf(world.working());
        world.device(canary.get(0)).running = older;
        canary.subList(0, 3).forEach(world::succeed);
        world.fail(canary.get(3), UpdateCode.FLASH);
        assertThat(world.all(RolloutEffect.RollBack.class))
                .containsExactly(new RolloutEffect.RollBack(Rollback.Scope.ALL, 0));

        Reversal reversal = Reversal.of(
                world.rollout, world.memory.slice(0, 100), Rollback.Scope.ALL, 0, (serial, image) -> !serial.text()
                        .equals(canary.get(1)));

        assertThat(reversal.returns())
                .extracting(back -> back.serial().text())
                .containsExactlyInAnyOrder(canary.get(0), canary.get(2));
        assertThat(reversal.returns()).extracting(Reversal.Return::image).containsOnly(RolloutWorld.OLD);
        assertThat(reversal.forbidden()).extracting(serial -> serial.text()).containsExactly(canary.get(1));

        world.step(new RolloutEvent.Superseded(world.device(canary.get(2)).serial));
        world.device(canary.get(2)).running = RolloutWorld.OLD;
        world.connect(canary.get(2));
        assertThat(world.state(canary.get(2))).as("brought back on purpose").isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("its time ends a rollout: stop lets what has begun end, cancel takes it back")
    void timeEndsARollout() {
        for (End.Then then : End.Then.values()) {
            var policy = PolicyText.ends(
                    PolicyText.pace(
                            gates(RolloutWorld.policy(percent(100)), "50%", "50%", 5),
                            new Pace(1_000_000, 5, 1, Optional.empty())),
                    Late.TAIL,
                    Rollback.DEFAULT,
                    Optional.of(new End(Duration.ofDays(2), then)),
                    Optional.empty(),
                    5);
            var world = new RolloutWorld(policy).devices(10).start();
            world.pass(Duration.ofDays(2));

            boolean isStop = then == End.Then.STOP;
            assertThat(world.rollout.state()).isEqualTo(isStop ? RolloutState.FINISHED : RolloutState.CANCELLED);
            assertThat(world.rollout.counts().cancelled()).isEqualTo(5);
            assertThat(world.all(RolloutEffect.Recall.class)).hasSize(isStop ? 0 : 5);
            world.succeedAll();
            assertThat(world.rollout.counts().succeeded()).isEqualTo(5);
        }
    }
}
