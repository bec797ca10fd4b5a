package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.simulator.fault.UpgradeFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Devices that carry traffic, and waves that look at it, on virtual time. */
class HealthGateTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final int CANARY = 4;
    private static final Health HEALTH = new Health(Fraction.ofPercent(80), HOUR, Health.REPORTING_DEFAULT);

    private final RolloutStage stage = new RolloutStage();

    private static RolloutPolicy policy(Duration soak) {
        return policy(HEALTH, CANARY, soak);
    }

    static RolloutPolicy policy(Health health, int canary, Duration soak) {
        RolloutPolicy plain = RolloutPolicy.of(
                "to 2.5.0",
                NEW,
                List.of(
                        WavePlan.of(new WaveSize.Count(canary)).soaking(soak),
                        WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100)))));
        return new RolloutPolicy(
                plain.name(),
                plain.image(),
                plain.targets(),
                plain.order(),
                plain.waves(),
                plain.success(),
                plain.halt(),
                plain.inconclusive(),
                plain.silence(),
                plain.late(),
                plain.window(),
                plain.pace(),
                plain.retries(),
                plain.priority(),
                plain.rollback(),
                plain.end(),
                Optional.of(health),
                plain.objectives());
    }

    /** Created and started at once; it begins when an hour of traffic is known of all devices. */
    private String start(Duration soak) {
        stage.world().reportTraffic(INTERVAL);
        String id = stage.create(policy(soak));
        stage.approveAndStart(id);
        stage.devices().advance(HOUR.plusMinutes(14));
        assertThat(stage.touched()).as("before an hour is known").isZero();
        stage.devices().advance(Duration.ofMinutes(2));
        return id;
    }

    private List<SerialNumber> canary(String id) {
        return stage.members(id).subList(0, CANARY).stream().map(Member::serial).toList();
    }

    private void inject(SerialNumber serial, String fault) {
        stage.world().fleet().injectIntoUpgrade(serial, UpgradeFault.parse(fault));
    }

    private Rollout awaitCanary(String id) {
        return stage.await(id, rollout -> rollout.waves().get(0).counts().succeeded() == CANARY, HOUR);
    }

    private Wave first(String id) {
        return stage.rollout(id).waves().get(0);
    }

    private String found(String id) {
        return first(id).checkup().text(HEALTH);
    }

    private void assertHeld(String id) {
        assertThat(stage.rollout(id).state()).isEqualTo(RolloutState.RUNNING);
        assertThat(first(id).hold()).isEqualTo(Hold.HEALTH);
        assertThat(first(id).verdict()).isEqualTo(Wave.Verdict.INCONCLUSIVE);
        assertThat(stage.touched()).as("devices that were touched").isEqualTo(CANARY);
    }

    @Test
    @DisplayName("R11: a fleet that carries with the new image what it carried before is upgraded wave by wave")
    void aFleetThatCarriesAsBeforeIsUpgraded() {
        String id = start(Duration.ZERO);
        awaitCanary(id);
        stage.devices().advance(Duration.ofMinutes(50));
        assertThat(stage.touched()).as("before an hour is measured").isEqualTo(CANARY);

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
        assertThat(done.waves()).allSatisfy(wave -> {
            HealthFigures figures = wave.checkup().figures().orElseThrow();
            assertThat(figures.reporting()).isEqualTo(figures.asked());
            assertThat((double) figures.sinceBytes().orElseThrow())
                    .isCloseTo(figures.beforeBytes().orElseThrow(), withPercentage(1));
        });
    }

    @Test
    @DisplayName("R11: an image that every check finds well, and with which nothing is carried, halts in the canary")
    void anImageThatCarriesNothingHalts() {
        stage.serials().forEach(serial -> inject(serial, "mute"));
        String id = start(Duration.ZERO);

        Rollout halted = stage.await(id, RolloutState.HALTED, Duration.ofHours(4));
        assertThat(halted.counts().succeeded()).isEqualTo(CANARY);
        assertThat(halted.last().why())
                .isEqualTo("wave 1: offered 0% of before, 80% required, 4 of 4 devices reported");
        stage.devices().advance(Duration.ofDays(1));
        assertThat(stage.touched()).isEqualTo(CANARY);
    }

    @Test
    @DisplayName("R11: one that halves what is carried halts likewise, with the figures")
    void anImageThatCarriesHalfHalts() {
        stage.world().reportTraffic(INTERVAL);
        String id = stage.create(policy(Duration.ZERO));
        stage.devices().advance(Duration.ofMinutes(1));
        canary(id).stream().filter(this::isLarge).forEach(serial -> inject(serial, "mute"));
        boolean isMixed = canary(id).stream().anyMatch(this::isLarge);
        stage.approveAndStart(id);

        assertThat(isMixed).as("the canary has large boxes").isTrue();
        Rollout halted = stage.await(id, RolloutState.HALTED, Duration.ofHours(4));
        assertThat(halted.last().why()).matches("wave 1: offered [1-7]?[0-9](\\.[0-9])?% of before, 80% required,.*");
    }

    private boolean isLarge(SerialNumber serial) {
        return stage.devices().devices(DeviceModel.SAG_1000).stream()
                .anyMatch(device -> device.serial().equals(serial));
    }

    @Test
    @DisplayName("B17, empty: where nothing is reported nothing advances, and it is said why")
    void withoutReportsNothingAdvances() {
        String id = stage.start(policy(Duration.ZERO));
        stage.devices().advance(HOUR.plusMinutes(15));
        awaitCanary(id);
        stage.devices().advance(Duration.ofDays(2));
        assertHeld(id);
        assertThat(found(id)).isEqualTo("0 of 4 devices reported, 50% required");
    }

    @Test
    @DisplayName("B17, few: one of four that reports speaks for itself alone")
    void fewReportsSayTooLittle() {
        String id = start(Duration.ZERO);
        awaitCanary(id);
        canary(id)
                .subList(1, CANARY)
                .forEach(serial -> stage.world().agent(serial).disconnect());
        stage.devices().advance(Duration.ofDays(1));
        assertHeld(id);
        assertThat(found(id)).isEqualTo("1 of 4 devices reported, 50% required");
    }

    @Test
    @DisplayName(
            "B17, good then empty: figures that were good while a wave soaks do not let it pass once they have ceased")
    void goodFiguresThatCeaseLetNothingPass() {
        String id = start(Duration.ofHours(5));
        awaitCanary(id);
        stage.await(id, rollout -> rollout.waves().get(0).verdict() == Wave.Verdict.WELL, HOUR.multipliedBy(3));

        canary(id).forEach(serial -> stage.world().agent(serial).disconnect());
        stage.devices().advance(Duration.ofDays(1));
        assertHeld(id);

        canary(id).forEach(serial -> stage.world().agent(serial).reconnect());
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(12));
    }

    @Test
    @DisplayName("R11: traffic that ends while a wave soaks halts it, whatever was carried since the boot")
    void trafficThatEndsLaterHalts() {
        String id = start(Duration.ofHours(24));
        awaitCanary(id);
        stage.devices().advance(Duration.ofHours(10));
        assertThat(first(id).verdict()).isEqualTo(Wave.Verdict.WELL);

        canary(id).forEach(stage::mute);
        Rollout halted = stage.await(id, RolloutState.HALTED, Duration.ofHours(4));
        assertThat(halted.last().why()).contains("% of before, 80% required, 4 of 4 devices reported");
    }

    @Test
    @DisplayName(
            "R13: what was measured before an upgrade outlives a kill; what was measured after is measured once more")
    void whatWasMeasuredBeforeOutlivesAKill() {
        String id = start(Duration.ZERO);
        awaitCanary(id);
        long before = stage.members(id).get(0).offeredBefore();
        stage.devices().advance(Duration.ofMinutes(30));
        stage.restart();

        assertThat(stage.members(id).get(0).offeredBefore()).isEqualTo(before).isPositive();
        stage.await(id, rollout -> rollout.frontier() == 1, Duration.ofHours(3));
        assertThat(first(id).checkup().figures().orElseThrow().reporting()).isEqualTo(CANARY);
    }
}
