package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two rollouts that want the same devices. */
class SupersedingTest {
    private final Map<SerialNumber, Claim> holders = new TreeMap<>();
    private final Claims claims = (serial, mine) -> {
        Claim holder = holders.get(serial);
        if (holder != null && !holder.rollout().equals(mine.rollout()) && holder.outranks(mine)) {
            return Claims.Answer.REFUSED;
        }
        holders.put(serial, mine);
        Optional<String> displaced =
                Optional.ofNullable(holder).map(Claim::rollout).filter(other -> !other.equals(mine.rollout()));
        return new Claims.Answer(true, displaced);
    };

    private RolloutWorld world(String id, int priority) {
        var policy = PolicyText.ends(
                RolloutWorld.policy(percent(100)),
                Late.TAIL,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                priority);
        var world = new RolloutWorld(id, policy);
        world.claims = claims;
        return world.devices(4);
    }

    /** Tells the other rollout what this one asked for. */
    private static void deliver(RolloutWorld from, RolloutWorld to) {
        from.all(RolloutEffect.Supersede.class).forEach(effect -> {
            assertThat(effect.rollout()).isEqualTo(to.rollout.origin().id());
            to.step(new RolloutEvent.Superseded(effect.serial()));
        });
        to.run();
    }

    @Test
    @DisplayName(
            "R5: the higher priority has the device; the other shows it as superseded, neither success nor failure")
    void theHigherHasIt() {
        RolloutWorld low = world("low", 3).start();
        low.report("d0", UpdateState.DOWNLOADING);
        RolloutWorld high = world("high", 7).start();
        deliver(high, low);

        assertThat(low.rollout.counts().superseded()).isEqualTo(4);
        assertThat(low.all(RolloutEffect.Recall.class)).hasSize(4);
        assertThat(high.offered()).hasSize(4);
        assertThat(low.rollout.counts().failed() + low.rollout.counts().succeeded())
                .isZero();
    }

    @Test
    @DisplayName("R5: of two with the same priority the older has it, whoever asks first")
    void theOlderHasIt() {
        RolloutWorld young = world("young", 5);
        RolloutWorld old = world("old", 5);
        young.rollout = Rollout.draft(
                new Origin("young", 7, old.rollout.origin().createdMillis() + 1), young.rollout.policy(), "ann");
        young.start();
        old.start();
        deliver(old, young);
        assertThat(old.offered()).hasSize(4);
        assertThat(young.rollout.counts().superseded()).isEqualTo(4);

        RolloutWorld third = world("third", 5);
        third.rollout = Rollout.draft(
                new Origin("third", 7, old.rollout.origin().createdMillis() + 2), third.rollout.policy(), "ann");
        third.start();
        assertThat(third.offered()).isEmpty();
        assertThat(third.rollout.counts().superseded()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "R5, B2: what a person has ordered already is joined if it is the same image, and waited for otherwise")
    void whatAPersonHasOrderedIsJoined() {
        RolloutWorld world = world("one", 3);
        for (String name : List.of("d0", "d1")) {
            world.device(name).busy = true;
            world.device(name).ordered = name.equals("d0") ? RolloutWorld.NEW : RolloutWorld.OLD;
        }
        world.start();
        world.pass(Duration.ofMinutes(10));

        assertThat(world.offered()).contains("d0").doesNotContain("d1");
        world.succeed("d0");
        assertThat(world.state("d0")).isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("R5, F15: who must be told to try the image again does not join an order that does not say so")
    void whoMustBeToldToTryAgainDoesNotJoin() {
        var policy = PolicyText.retries(RolloutWorld.policy(PolicyText.percent(100)), 0, 0, 1);
        RolloutWorld world = new RolloutWorld(policy).devices(1).start();
        world.fallBack("d0");
        world.device("d0").busy = true;
        world.device("d0").ordered = RolloutWorld.NEW;

        world.pass(Duration.ofHours(5));

        assertThat(world.offered()).hasSize(1);
    }

    @Test
    @DisplayName("R5: a trial ends first and counts where it began; until then the other does not order")
    void aTrialEndsFirst() {
        RolloutWorld low = world("low", 3).start();
        low.report("d0", UpdateState.TRIAL);
        low.report("d1", UpdateState.INSTALLING);
        RolloutWorld high = world("high", 7);
        high.device("d0").busy = true;
        high.device("d1").busy = true;
        high.start();
        deliver(high, low);
        high.pass(Duration.ofMinutes(10));
        assertThat(high.offered()).containsExactlyInAnyOrder("d2", "d3");
        assertThat(low.state("d0")).isEqualTo(MemberState.ACTIVE);

        low.succeed("d0");
        low.report("d1", UpdateState.ROLLED_BACK, UpdateCode.CONTROLLER_UNREACHABLE, true);
        high.device("d0").busy = false;
        high.device("d1").busy = false;
        high.pass(Duration.ofMinutes(2));

        assertThat(low.state("d0")).isEqualTo(MemberState.SUCCEEDED);
        assertThat(low.state("d1")).isEqualTo(MemberState.SUPERSEDED);
        assertThat(high.offered()).hasSize(4);
    }

    @Test
    @DisplayName("R5: pausing the higher one does not bring the lower one back")
    void pausingBringsNobodyBack() {
        RolloutWorld low = world("low", 3).start();
        RolloutWorld high = world("high", 7).start();
        deliver(high, low);
        int before = low.offered().size();
        high.pause(false);
        low.pass(Duration.ofDays(2));

        assertThat(low.offered()).hasSize(before);
        assertThat(low.rollout.counts().superseded()).isEqualTo(4);
    }

    @Test
    @DisplayName("R5: a job that another order has ended on the device is superseded too")
    void anotherOrderSupersedes() {
        RolloutWorld world = world("low", 3).start();
        world.report("d0", UpdateState.CANCELED, UpdateCode.SUPERSEDED, false);

        assertThat(world.state("d0")).isEqualTo(MemberState.SUPERSEDED);
        assertThat(List.of(world.rollout.waves().get(0).counts().judged())).containsExactly(3);
    }
}
