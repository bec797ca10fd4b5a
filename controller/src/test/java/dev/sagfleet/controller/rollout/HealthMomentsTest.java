package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When the health of a wave is measured, and what figures of which moment are good for. */
class HealthMomentsTest {
    private static final Health HEALTH =
            new Health(Fraction.ofPercent(80), Duration.ofHours(1), Health.REPORTING_DEFAULT);

    private static RolloutPolicy policy(int canary) {
        return PolicyText.ends(
                gates(RolloutWorld.policy(count(canary), percent(100)), "100%", "100%", 100),
                Late.TAIL,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.of(HEALTH),
                5);
    }

    private static HealthFigures figures(int asked, int reporting, long since) {
        return new HealthFigures(asked, reporting, Optional.of(1000L), Optional.of(since));
    }

    private static void measured(RolloutWorld world, HealthFigures figures) {
        world.step(new RolloutEvent.HealthMeasured(0, figures));
        world.run();
    }

    @Test
    @DisplayName("R11: good figures of the first ones do not let a wave pass once the others have succeeded")
    void goodFiguresOfTheFirstDoNotLetAWavePass() {
        var world = new RolloutWorld(policy(4)).devices(8).start();
        world.until(world.rollout.knownMillis());
        List<String> canary = world.working();
        canary.subList(0, 3).forEach(world::succeed);
        world.pass(HEALTH.knownAfter());
        measured(world, figures(3, 3, 1000));
        world.succeed(canary.get(3));
        world.pass(Duration.ofMinutes(74));
        assertThat(world.offered()).hasSize(4);
        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.HEALTH);

        world.pass(Duration.ofMinutes(1));
        assertThat(world.all(RolloutEffect.MeasureHealth.class))
                .last()
                .isEqualTo(new RolloutEffect.MeasureHealth(0, world.nowMillis - 75 * 60_000));
        measured(world, figures(4, 4, 1000));
        assertThat(world.offered()).hasSize(8);
    }

    @Test
    @DisplayName(
            "R11: bad figures of half of a wave halt it though the others are not done, and say so; those of fewer do not")
    void badFiguresOfEnoughHaltEarly() {
        var world = new RolloutWorld(policy(4)).devices(8).start();
        world.until(world.rollout.knownMillis());
        List<String> canary = world.working();
        world.succeed(canary.get(0));
        world.pass(HEALTH.knownAfter());
        measured(world, figures(1, 1, 0));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(world.rollout.waves().get(0).verdict()).isEqualTo(Wave.Verdict.UNKNOWN);

        world.succeed(canary.get(1));
        world.pass(HEALTH.knownAfter());
        measured(world, figures(2, 2, 620));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.rollout.last().why())
                .isEqualTo("wave 1: offered 62% of before, 80% required, 2 of 2 devices reported");
    }

    @Test
    @DisplayName("B17: once figures are asked for anew, those before let nothing pass, also if the answer never comes")
    void aMeasurementThatIsCutShortIsNoPass() {
        var soaking = PolicyText.ends(
                gates(
                        RolloutWorld.policy(count(2).soaking(Duration.ofMinutes(150)), percent(100)),
                        "100%",
                        "100%",
                        100),
                Late.TAIL,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.of(HEALTH),
                5);
        var world = new RolloutWorld(soaking).devices(6).start();
        world.until(world.rollout.knownMillis());
        world.succeedAll();
        world.pass(HEALTH.knownAfter());
        measured(world, figures(2, 2, 1000));
        world.pass(Duration.ofDays(3));
        assertThat(world.offered()).hasSize(2);
        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.HEALTH);

        measured(world, figures(2, 2, 1000));
        assertThat(world.offered()).hasSize(6);
    }

    @Test
    @DisplayName("R11: what a device was offered before is on record with its order, and stays with a later one")
    void whatADeviceWasOfferedBeforeIsOnRecord() {
        var world = new RolloutWorld(PolicyText.retries(policy(2), 1, 1, 1)).devices(4);
        world.offeredPerHour = OptionalLong.of(12_000);
        world.start().until(world.rollout.knownMillis());
        List<String> canary = world.working();
        assertThat(canary).allSatisfy(name -> assertThat(world.member(name).offeredBefore())
                .isEqualTo(12_000));

        world.offeredPerHour = OptionalLong.of(7);
        world.fallBack(canary.get(0));
        world.pass(Duration.ofHours(5));
        Member again = world.member(canary.get(0));
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.offeredBefore()).isEqualTo(12_000);

        world.succeed(canary.get(1));
        Member done = world.member(canary.get(1));
        assertThat(done.offeredBefore()).isEqualTo(12_000);
        assertThat(done.clock().sinceMillis()).isEqualTo(world.nowMillis);
    }

    @Test
    @DisplayName(
            "R11: nothing is offered before it can be known, for as long as is measured and a quarter more, what is carried")
    void nothingIsOfferedBeforeItIsKnownWhatDevicesCarry() {
        var world = new RolloutWorld(policy(2)).devices(4).start();
        world.pass(Duration.ofMinutes(74));
        assertThat(world.offered()).isEmpty();
        assertThat(world.rollout.knownMillis()).isEqualTo(world.nowMillis + 60_000);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.offered()).hasSize(2);

        var other =
                new RolloutWorld(RolloutWorld.policy(percent(100))).devices(4).start();
        assertThat(other.rollout.knownMillis()).isZero();
        assertThat(other.offered()).hasSize(4);
    }

    @Test
    @DisplayName("R11: where nobody wants to know, nobody asks what a device is offered")
    void nobodyAsksWhereNobodyWantsToKnow() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(2);
        world.offeredPerHour = OptionalLong.of(12_000);
        world.start();
        assertThat(world.working()).hasSize(2).allSatisfy(name -> assertThat(
                        world.member(name).offeredBefore())
                .isEqualTo(Member.UNKNOWN));
    }

    @Test
    @DisplayName(
            "R11: figures say in words what was found and what was required; a share is never rounded up to its limit")
    void figuresInWords() {
        assertThat(figures(20, 14, 799).text(HEALTH))
                .isEqualTo("offered 79.9% of before, 80% required, 14 of 20 devices reported");
        assertThat(new HealthFigures(20, 2, 3, Optional.of(1L), Optional.of(1L)).text(HEALTH))
                .isEqualTo("2 of 20 devices reported, 3 had no traffic to compare with, 50% required");
        assertThat(HealthFigures.NONE.text(HEALTH)).isEqualTo("nothing could be measured");
        assertThat(Checkup.NONE.text(HEALTH)).isEqualTo("not measured yet");
    }
}
