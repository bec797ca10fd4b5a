package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Health HEALTH =
            new Health(Fraction.ofPercent(80), Duration.ofHours(1), Health.REPORTING_DEFAULT);
    private static final HealthFigures WELL = figures(100, 90, 1000, 900);

    private static HealthFigures figures(int asked, int reporting, long before, long since) {
        return new HealthFigures(asked, reporting, Optional.of(before), Optional.of(since));
    }

    private static RolloutWorld world() {
        var policy = PolicyText.ends(
                gates(RolloutWorld.policy(count(2), percent(100)), "50%", "100%", 10),
                Late.TAIL,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.of(HEALTH),
                5);
        var world = new RolloutWorld(policy).devices(6).start();
        world.until(world.rollout.knownMillis());
        world.succeedAll();
        return world;
    }

    private static void measured(RolloutWorld world, HealthFigures figures) {
        world.step(new RolloutEvent.HealthMeasured(0, figures));
        world.run();
    }

    @Test
    @DisplayName(
            "R11, B17: nothing, no number, errors, few devices, and none after good ones hold and are said, never advance")
    void noDataIsNotGoodData() {
        List<HealthFigures> nothing = List.of(
                HealthFigures.NONE,
                new HealthFigures(100, 100, Optional.empty(), Optional.of(5L)),
                new HealthFigures(100, 100, Optional.of(5L), Optional.empty()),
                figures(100, 2, 1000, 1000),
                figures(100, 100, 0, 1000),
                figures(100, 101, 1000, 1000));
        for (HealthFigures figures : nothing) {
            var world = world();
            world.pass(HEALTH.knownAfter());
            measured(world, figures);
            world.pass(Duration.ofDays(1));

            assertThat(world.offered()).as("%s", figures).hasSize(2);
            assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.HEALTH);
            assertThat(world.effects).containsOnlyOnce(new RolloutEffect.Announce(0, WaveNews.INCONCLUSIVE));
            assertThat(world.all(RolloutEffect.MeasureHealth.class)).hasSize(25);
        }
    }

    @Test
    @DisplayName("R11: figures that never come hold as well; good ones let the next wave open")
    void goodDataAdvances() {
        var world = world();
        world.pass(Duration.ofDays(2).plusMinutes(15));
        assertThat(world.offered()).hasSize(2);
        assertThat(world.all(RolloutEffect.MeasureHealth.class)).hasSize(48);

        measured(world, WELL);
        assertThat(world.offered()).hasSize(6);
    }

    @Test
    @DisplayName("R11, B17: good data before is not good data now: the latest counts; a breach halts in any phase")
    void theLatestCounts() {
        var policy = PolicyText.ends(
                gates(RolloutWorld.policy(count(2).soaking(Duration.ofHours(3)), percent(100)), "50%", "100%", 10),
                Late.TAIL,
                Rollback.DEFAULT,
                Optional.empty(),
                Optional.of(HEALTH),
                5);
        var world = new RolloutWorld(policy).devices(6).start();
        world.until(world.rollout.knownMillis());
        world.succeedAll();
        world.pass(HEALTH.knownAfter());
        measured(world, WELL);
        world.pass(Duration.ofHours(1));
        measured(world, HealthFigures.NONE);
        world.pass(Duration.ofHours(9));
        assertThat(world.offered()).hasSize(2);

        var soaking = new RolloutWorld(policy).devices(6).start();
        soaking.until(soaking.rollout.knownMillis());
        soaking.succeed(soaking.working().get(0));
        soaking.pass(HEALTH.knownAfter());
        measured(soaking, figures(100, 90, 1000, 799));
        assertThat(soaking.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName("R11: inconclusive halts where the policy says so")
    void inconclusiveCanHalt() {
        RolloutPolicy p = world().rollout.policy();
        var policy = new RolloutPolicy(
                p.name(),
                p.image(),
                p.targets(),
                p.order(),
                p.waves(),
                p.success(),
                p.halt(),
                Inconclusive.HALT,
                p.silence(),
                p.late(),
                p.window(),
                p.pace(),
                p.retries(),
                p.priority(),
                p.rollback(),
                p.end(),
                p.health(),
                p.objectives());
        var world = new RolloutWorld(policy).devices(6).start();
        world.until(world.rollout.knownMillis());
        world.succeedAll();
        measured(world, HealthFigures.NONE);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName(
            "R11: the limit itself is well, and one byte less is not, also where the product does not fit in 64 bits")
    void theLimitIsExact() {
        assertThat(figures(10, 10, 1000, 800).verdict(HEALTH)).isEqualTo(Wave.Verdict.WELL);
        assertThat(figures(10, 10, 1000, 799).verdict(HEALTH)).isEqualTo(Wave.Verdict.ILL);
        long much = Long.MAX_VALUE / 5 * 5;
        assertThat(figures(10, 10, much, much / 5 * 4).verdict(HEALTH)).isEqualTo(Wave.Verdict.WELL);
        assertThat(figures(10, 10, much, much / 5 * 4 - 1).verdict(HEALTH)).isEqualTo(Wave.Verdict.ILL);
    }
}
