package dev.sagfleet.controller.campaign;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.inventory.RolloutRepository.LogLine;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Tries;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A rollout to one box, whose rows are in SQLite. */
class StoredCampaignTest {
    private static final long NOW = StoredInventory.NOW;
    private static final RolloutPolicy POLICY = RolloutPolicy.of(
            "to " + IMAGE.version(),
            IMAGE.version(),
            List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100)))));

    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
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
                new TrafficReports(clock()),
                new Events(clock()),
                (delay, task) -> later.add(task),
                clock(),
                new RepeatedFailure(LoggerFactory.getLogger(StoredCampaignTest.class), () -> 0));
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.ofEpochMilli(NOW));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatADeviceSaysOfItsJobIsWrittenWithWhatItsRolloutMakesOfIt() {
        String id = start();
        FirmwareJob job = await(() -> inventory.read(reading -> reading.jobs().latest(SERIAL)))
                .orElseThrow();
        assertThat(job.origin()).isEqualTo(FirmwareJob.Origin.ROLLOUT);
        assertThat(job.rollout()).contains(new RolloutOrder(id, 1));

        say(box.progress(job, UpdateState.DOWNLOADING, 10));
        assertThat(rollout(id).counts().active()).isEqualTo(1);
        say(new FirmwareProgress(job.id(), 1, 2, 9, UpdateState.COMMITTED, 100, UpdateCode.NONE, IMAGE.digest()));

        assertThat(rollout(id).state()).isEqualTo(RolloutState.FINISHED);
        assertThat(rollout(id).counts().succeeded()).isEqualTo(1);
        List<LogLine> log = inventory.read(reading -> reading.rollouts().log(id, 0, 10));
        assertThat(log)
                .extracting(line -> line.transition().state())
                .containsExactly(
                        RolloutState.DRAFT,
                        RolloutState.WAITING_FOR_APPROVAL,
                        RolloutState.SCHEDULED,
                        RolloutState.RUNNING,
                        RolloutState.FINISHED);
    }

    @Test
    void anImageThatIsWithdrawnCountsAgainstNobody() {
        inventory.disconnect(SERIAL.text());
        String id = start();
        inventory.change(transaction -> transaction.images().save(IMAGE.withdrawn()));

        Hello hello = UpgradingBox.hello("boot-1", Holdings.NONE, Optional.of(UpgradingBox.report(Optional.empty())));
        box.admit(hello, NOW);
        inventory
                .write(transaction -> campaigns.listener().connected(transaction, hello, NOW))
                .run();

        List<FirmwareJob> jobs = inventory.read(reading -> reading.jobs().of(SERIAL));
        Member member =
                inventory.read(reading -> reading.rollouts().member(id, SERIAL)).orElseThrow();
        assertThat(jobs).isEmpty();
        assertThat(member.phase()).isEqualTo(Phase.BARRED);
        assertThat(member.tries()).isEqualTo(Tries.NONE);
        assertThat(rollout(id).state()).isEqualTo(RolloutState.RUNNING);
        assertThat(rollout(id).waves()).singleElement().returns(Hold.NO_IMAGE, Wave::hold);
        assertThat(member.clock().dueMillis()).as("timers").isEqualTo(PhaseClock.NEVER);
    }

    @Test
    void ofTwoWhoTakeANameAtTheSameTimeOneHasIt() {
        Rollout first = finish(campaigns.create(POLICY, "ann"));
        RolloutPolicy other = RolloutPolicy.of("another", IMAGE.version(), POLICY.waves());
        Rollout second = finish(campaigns.create(other, "ann"));
        RolloutPolicy wanted = RolloutPolicy.of("wanted", IMAGE.version(), POLICY.waves());

        List<CompletableFuture<Rollout>> both = Stream.of(first, second)
                .map(rollout -> campaigns
                        .tell(rollout.origin().id(), new RolloutRequest.Edit(wanted, rollout.revision(), "bob"))
                        .toCompletableFuture())
                .toList();

        both.forEach(edit -> edit.handle((done, failure) -> done)
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
        assertThat(both.get(0))
                .isCompletedWithValueMatching(rollout -> rollout.policy().equals(wanted));
        assertThat(both.get(1)).isCompletedExceptionally();
        assertThat(rollout(second.origin().id()).policy()).isEqualTo(other);
    }

    private String start() {
        String id = finish(campaigns.create(POLICY, "ann")).origin().id();
        Rollout dealt = await(() -> Optional.of(rollout(id))
                        .filter(rollout -> rollout.state() == RolloutState.WAITING_FOR_APPROVAL))
                .orElseThrow();
        finish(campaigns.tell(
                id, new RolloutRequest.Approve(dealt.membership().dealt().orElseThrow(), "ann")));
        finish(campaigns.start(id, "ann"));
        return id;
    }

    private void say(FirmwareProgress word) {
        inventory
                .write(transaction -> {
                    JobReports.Recorded recorded = JobReports.record(
                            transaction, SERIAL, word, new Incarnation(StoredInventory.RUN, false), NOW + 1);
                    return campaigns.listener().reported(transaction, SERIAL, recorded, NOW + 1);
                })
                .run();
    }

    private Rollout rollout(String id) {
        return inventory.read(reading -> reading.rollouts().find(id)).orElseThrow();
    }

    private static <T> T finish(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Runs what is to be done later, and looks again with each turn of the store. */
    private <T> Optional<T> await(Supplier<Optional<T>> found) {
        for (int turn = 0; turn < 1_000; turn++) {
            Optional<T> now = found.get();
            if (now.isPresent()) {
                return now;
            }
            for (Runnable task = later.poll(); task != null; task = later.poll()) {
                task.run();
            }
            inventory.change(transaction -> {});
        }
        return Optional.empty();
    }
}
