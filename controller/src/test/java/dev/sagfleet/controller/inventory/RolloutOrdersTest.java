package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades that rollouts order. */
class RolloutOrdersTest {
    private final List<String> told = new ArrayList<>();
    private StoredInventory inventory;
    private UpgradingBox box;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(
                directory,
                (serial, command) -> told.add(command.command().getClass().getSimpleName()));
        box = new UpgradingBox(inventory);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatADeviceSaysOfTheOrderOfARolloutNamesTheRollout() {
        box.connect();
        FirmwareJob job = box.order(ordered("ro-1", 2)).job();

        assertThat(job.origin()).isEqualTo(FirmwareJob.Origin.ROLLOUT);
        assertThat(job.rollout()).contains(new RolloutOrder("ro-1", 2));
        assertThat(box.record(box.progress(job, UpdateState.DOWNLOADING, 40)).told())
                .contains(new JobRepository.Told(
                        UpdateState.IDLE, IMAGE.version(), Optional.of(new RolloutOrder("ro-1", 2)), false));
    }

    @Test
    void aRolloutThatOrdersWhatIsOrderedAlreadyHasThatJobFromThenOn() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);
        box.record(box.progress(job, UpdateState.DOWNLOADING, 40));

        Upgrades.Ordered again = box.order(ordered("ro-1", 1));

        assertThat(again.isNew()).isFalse();
        assertThat(again.job().rollout()).contains(new RolloutOrder("ro-1", 1));
        assertThat(box.jobs()).containsExactly(again.job());
        assertThat(again.job().state()).isEqualTo(UpdateState.DOWNLOADING);
        assertThat(box.order(ordered("ro-2", 4)).job().rollout()).contains(new RolloutOrder("ro-2", 4));
        assertThat(box.order(IMAGE).rollout()).contains(new RolloutOrder("ro-2", 4));
        assertThat(told).containsExactly("Upgrade");
    }

    @Test
    void aJobOfARolloutThatAPersonTriesAgainIsNoLongerOfTheRollout() {
        box.connect();
        FirmwareJob job = box.order(ordered("ro-1", 1)).job();
        box.record(box.progress(job, UpdateState.FAILED, 40));

        FirmwareJob retried = inventory.write(
                transaction -> UPGRADES.retry(transaction, SERIAL, FirmwareJob.Origin.CONTROL, "retry", NOW));

        assertThat(retried.rollout()).isEmpty();
    }

    private static UpgradeOrder ordered(String rollout, int attempt) {
        return UpgradeOrder.of(new RolloutOrder(rollout, attempt), SERIAL, IMAGE.digest(), UpgradeWindow.ALWAYS, false);
    }
}
