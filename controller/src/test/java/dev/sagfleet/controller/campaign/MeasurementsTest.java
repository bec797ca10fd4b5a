package dev.sagfleet.controller.campaign;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The health of one box, whose rows are in SQLite, by what it reports. */
class MeasurementsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Health HEALTH = new Health(Fraction.ofPercent(80), HOUR, Health.REPORTING_DEFAULT);
    private static final RolloutPolicy PLAIN = RolloutPolicy.of(
            "to " + IMAGE.version(),
            IMAGE.version(),
            List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100)))));

    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private volatile Instant now = Instant.ofEpochMilli(StoredInventory.NOW);
    private final TrafficReports reports = new TrafficReports(() -> now);
    private StoredInventory inventory;
    private UpgradingBox box;
    private Campaigns campaigns;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        box = new UpgradingBox(inventory);
        box.connect();
        campaigns = new Campaigns(
                inventory.store(),
                UPGRADES,
                new Egress(Optional.empty(), 10),
                reports,
                new Events(() -> now),
                (delay, task) -> later.add(task),
                () -> now,
                failures());
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private static RepeatedFailure failures() {
        return new RepeatedFailure(LoggerFactory.getLogger(MeasurementsTest.class), () -> 0);
    }

    @Test
    @DisplayName("R11: what a box was offered before stands in its row; once it carries as much after, its wave passes")
    void aBoxThatCarriesAsMuchPasses() {
        String id = start(12_000);
        assertThat(member(id).offeredBefore()).isEqualTo(12_000);
        succeed();
        pass(HEALTH.knownAfter());
        report(2, 9_600);

        Rollout done = await(id, rollout -> rollout.state() == RolloutState.FINISHED);
        assertThat(done.waves().get(0).checkup().figures())
                .contains(new HealthFigures(1, 1, Optional.of(12_000L), Optional.of(9_600L)));
    }

    @Test
    @DisplayName("R11: one that carries less halts it, and the log says by how much")
    void aBoxThatCarriesLessHalts() {
        String id = start(12_000);
        succeed();
        pass(HEALTH.knownAfter());
        report(2, 7_440);

        Rollout halted = await(id, rollout -> rollout.state() == RolloutState.HALTED);
        assertThat(halted.last().why())
                .isEqualTo("wave 1: offered 62% of before, 80% required, 1 of 1 devices reported");
    }

    @Test
    @DisplayName("R11: a report from before it succeeded says nothing of the image, however good it is")
    void aReportFromBeforeSaysNothing() {
        String id = start(12_000);
        pass(HOUR);
        reports.add(SERIAL, 1, telemetry(HOUR.multipliedBy(2), 24_000));
        pass(Duration.ofMinutes(1));
        succeed();
        pass(HEALTH.knownAfter());

        assertInconclusive(id, "0 of 1 devices reported, 50% required");
    }

    @Test
    @DisplayName("R11: a box that had no traffic before, or of which that is not known, says nothing")
    void aBoxWithoutTrafficBeforeSaysNothing() {
        String id = start(0);
        assertThat(member(id).offeredBefore()).isZero();
        succeed();
        pass(HEALTH.knownAfter());
        report(2, 9_600);
        assertInconclusive(id, "0 of 1 devices reported, 1 had no traffic to compare with, 50% required");
    }

    @Test
    @DisplayName("R11: what is measured of a rollout under way is kept from its creation on, and not when it is over")
    void whatNobodyWantsToKnowIsNotKept() {
        Duration aWhile = Duration.ofMinutes(10);
        reports.add(SERIAL, 1, telemetry(aWhile, 2_000));
        assertThat(reports.offered(SERIAL, aWhile)).isEmpty();
        String id = start(12_000);
        assertThat(reports.offered(SERIAL, HOUR)).isPresent();

        finish(campaigns.tell(id, new RolloutRequest.Cancel("ann", "enough")));
        pass(HOUR);
        reports.add(SERIAL, 1, telemetry(HOUR.multipliedBy(2), 24_000));
        assertThat(reports.offered(SERIAL, HOUR)).isEmpty();
    }

    @Test
    @DisplayName("B17: measurements that fail five times, or are cut short, let nothing pass, and it is said once")
    void measurementsThatFailLetNothingPass() {
        String id = start(12_000);
        succeed();
        pass(HEALTH.knownAfter());
        report(2, 12_000);
        Store hanging = new Reads(inventory.store(), new CompletableFuture<>());
        measurements(hanging).measure(id, 0, now.minus(HOUR).toEpochMilli());
        assertThat(rollout(id).waves().get(0).verdict()).isEqualTo(Wave.Verdict.UNKNOWN);

        Store failing = new Reads(
                inventory.store(), CompletableFuture.failedFuture(new IllegalStateException("the disk is gone")));
        for (int i = 0; i < 5; i++) {
            measurements(failing).measure(id, 0, now.minus(HOUR).toEpochMilli());
            inventory.change(transaction -> {});
            Wave wave = rollout(id).waves().get(0);
            assertThat(wave.verdict()).isEqualTo(Wave.Verdict.INCONCLUSIVE);
            assertThat(wave.checkup().text(HEALTH)).isEqualTo("nothing could be measured");
            assertThat(rollout(id).state()).isEqualTo(RolloutState.RUNNING);
        }
    }

    /** A store of which nothing can be read. */
    private record Reads(Store store, CompletableFuture<?> outcome) implements Store {
        @Override
        public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
            return store.write(change, committed);
        }

        @Override
        public CompletionStage<Long> startIncarnation() {
            return store.startIncarnation();
        }

        @Override
        public <T> CompletionStage<T> read(Query<T> query) {
            return outcome.thenCompose(never -> store.read(query));
        }
    }

    private Measurements measurements(Store store) {
        return new Measurements(campaigns, store, new Carried(reports), () -> now, failures());
    }

    private void assertInconclusive(String id, String text) {
        Rollout held =
                await(id, rollout -> rollout.waves().get(0).checkup().figures().isPresent());
        assertThat(held.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(held.waves().get(0).verdict()).isEqualTo(Wave.Verdict.INCONCLUSIVE);
        assertThat(held.waves().get(0).checkup().text(HEALTH)).isEqualTo(text);
    }

    /** A rollout whose box was offered so much in the hour since it booted, and has its order. */
    private String start(long bytesBefore) {
        String id = finish(campaigns.create(measuring(), "ann")).origin().id();
        Rollout dealt = await(id, rollout -> rollout.state() == RolloutState.WAITING_FOR_APPROVAL);
        pass(HEALTH.knownAfter());
        report(1, bytesBefore);
        finish(campaigns.tell(
                id, new RolloutRequest.Approve(dealt.membership().dealt().orElseThrow(), "ann")));
        finish(campaigns.start(id, "ann"));
        await(id, rollout -> rollout.flow().working() > 0);
        return id;
    }

    private static RolloutPolicy measuring() {
        return new RolloutPolicy(
                PLAIN.name(),
                PLAIN.image(),
                PLAIN.targets(),
                PLAIN.order(),
                PLAIN.waves(),
                PLAIN.success(),
                PLAIN.halt(),
                Inconclusive.HOLD,
                PLAIN.silence(),
                PLAIN.late(),
                PLAIN.window(),
                PLAIN.pace(),
                PLAIN.retries(),
                PLAIN.priority(),
                PLAIN.rollback(),
                PLAIN.end(),
                Optional.of(HEALTH),
                PLAIN.objectives());
    }

    private void pass(Duration span) {
        now = now.plus(span);
    }

    /** An hour after a boot. */
    private void report(long boot, long offered) {
        reports.add(SERIAL, boot, telemetry(HOUR, offered));
    }

    private static Telemetry telemetry(Duration uptime, long offered) {
        Counters none = new Counters(0, 0, 0);
        return new Telemetry(uptime.toNanos(), new Traffic(none, new Counters(offered, 0, 0)), new Traffic(none, none));
    }

    /** The box says that it runs the image for good. */
    private void succeed() {
        FirmwareJob job =
                inventory.read(reading -> reading.jobs().latest(SERIAL)).orElseThrow();
        var word = new FirmwareProgress(job.id(), 1, 2, 9, UpdateState.COMMITTED, 100, UpdateCode.NONE, IMAGE.digest());
        inventory
                .write(transaction -> {
                    JobReports.Recorded recorded = JobReports.record(
                            transaction, SERIAL, word, new Incarnation(StoredInventory.RUN, false), now.toEpochMilli());
                    return campaigns.listener().reported(transaction, SERIAL, recorded, now.toEpochMilli());
                })
                .run();
    }

    private Member member(String id) {
        return inventory.read(reading -> reading.rollouts().member(id, SERIAL)).orElseThrow();
    }

    private Rollout rollout(String id) {
        return inventory.read(reading -> reading.rollouts().find(id)).orElseThrow();
    }

    private static <T> T finish(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Runs what is to be done later, and looks again with each turn of the store. */
    private Rollout await(String id, Predicate<Rollout> isReached) {
        for (int turn = 0; turn < 1_000 && !isReached.test(rollout(id)); turn++) {
            for (Runnable task = later.poll(); task != null; task = later.poll()) {
                task.run();
            }
            inventory.change(transaction -> {});
        }
        assertThat(rollout(id)).matches(isReached, "as it is waited for");
        return rollout(id);
    }
}
