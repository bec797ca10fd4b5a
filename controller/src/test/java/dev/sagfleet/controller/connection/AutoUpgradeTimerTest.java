package dev.sagfleet.controller.connection;

import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.AutoUpgrades;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** That devices are upgraded at their time, by one timer, on a clock that is set by hand. */
class AutoUpgradeTimerTest {
    private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");
    private static final Instant FOUR = Instant.parse("2026-03-02T04:00:00Z");
    private static final UpgradeSchedule DAILY =
            new UpgradeSchedule("0 0 4 1/1 * ?", ZoneId.of("UTC"), Duration.ofMinutes(30));

    private record Task(Instant at, Runnable action) {}

    private final LinkedBlockingQueue<Task> scheduled = new LinkedBlockingQueue<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Events events = new Events(() -> this.now);
    private volatile Instant now = EVENING;
    private StoredInventory inventory;
    private FailingStore store;
    private UpgradingBox box;
    private AutoUpgradeTimer timer;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        box = new UpgradingBox(inventory);
        box.connect();
        store = new FailingStore(inventory.store());
        timer = new AutoUpgradeTimer(
                store,
                new AutoUpgrades(UpgradingBox.UPGRADES),
                events,
                (delay, task) -> scheduled.add(new Task(now.plus(delay), task)),
                () -> now,
                new RepeatedFailure(LoggerFactory.getLogger(AutoUpgradeTimerTest.class), () -> 0));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private void setPolicy(AutoUpgradePolicy.Type type) {
        inventory.write(transaction -> AutoUpgrades.set(transaction, SERIAL, type, DAILY, now.toEpochMilli()));
        timer.look();
    }

    /** The next task that is scheduled. */
    private Task next() throws InterruptedException {
        Task task = scheduled.poll(30, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        return task;
    }

    /** Lets the clock go on from task to task until a time. */
    private void advanceTo(Instant time) throws InterruptedException {
        Task task = next();
        while (!task.at().isAfter(time)) {
            now = task.at();
            task.action().run();
            task = next();
        }
        now = time;
        waiting.add(task);
    }

    @Test
    void withoutAPolicyNothingIsWaitedFor() {
        setPolicy(AutoUpgradePolicy.Type.MANUAL);
        inventory.read(reading -> true);

        assertThat(scheduled).isEmpty();
    }

    @Test
    void aDeviceIsOrderedToUpgradeWhenItsWindowOpensAndAgainTheNextNight() throws InterruptedException {
        setPolicy(AutoUpgradePolicy.Type.SCHEDULED);

        advanceTo(FOUR.minusSeconds(1));
        assertThat(box.jobs()).isEmpty();

        waiting.remove().action().run();
        now = FOUR.plus(UpgradeSchedule.JITTER);
        advanceTo(FOUR.plus(Duration.ofMinutes(20)));
        assertThat(box.jobs()).hasSize(1);
        assertThat(events.count(EventKind.UPGRADE)).isEqualTo(1);
    }

    @Test
    void itLooksAgainNowAndThenSinceClocksArePutRight() throws InterruptedException {
        setPolicy(AutoUpgradePolicy.Type.SCHEDULED);

        assertThat(next().at()).isEqualTo(EVENING.plus(Alarm.WAIT_MAX));
    }

    @Test
    void aStoreThatCannotWriteIsAskedAgain() throws InterruptedException {
        setPolicy(AutoUpgradePolicy.Type.SCHEDULED);
        Task first = next();
        now = FOUR.plus(UpgradeSchedule.JITTER);
        store.isFull = true;
        first.action().run();
        Task retry = next();
        assertThat(retry.at()).isEqualTo(now.plusSeconds(5));

        store.isFull = false;
        retry.action().run();
        next();
        assertThat(box.jobs()).hasSize(1);
    }

    @Test
    void onceItIsStoppedNothingMoreIsOrdered() throws InterruptedException {
        setPolicy(AutoUpgradePolicy.Type.SCHEDULED);
        Task task = next();
        timer.stop();
        now = FOUR.plus(UpgradeSchedule.JITTER);

        task.action().run();
        inventory.change(transaction -> {});

        assertThat(box.jobs()).isEmpty();
        assertThat(scheduled).isEmpty();
    }

    @Test
    void anEarlierPolicyIsNotWaitedForBehindALaterOne() throws InterruptedException {
        now = FOUR.minus(Duration.ofMinutes(3));
        setPolicy(AutoUpgradePolicy.Type.SCHEDULED);
        Task later = next();
        UpgradeSchedule sooner = new UpgradeSchedule("0 58 3 1/1 * ?", ZoneId.of("UTC"), Duration.ofMinutes(1));
        inventory.write(transaction ->
                AutoUpgrades.set(transaction, SERIAL, AutoUpgradePolicy.Type.SCHEDULED, sooner, now.toEpochMilli()));
        timer.look();

        Task earlier = next();
        assertThat(earlier.at()).isBefore(later.at());
        now = later.at();
        later.action().run();
        inventory.change(transaction -> {});
        assertThat(box.jobs()).as("only the timer that counts does anything").isEmpty();
    }
}
