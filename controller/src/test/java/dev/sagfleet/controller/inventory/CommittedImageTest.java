package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a box that said Hello in a trial is known to run and keep. */
class CommittedImageTest {
    private StoredInventory inventory;
    private UpgradingBox box;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        box = new UpgradingBox(inventory);
        box.connect();
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatWasCommittedSinceTheHelloIsKnownWhateverIsOrderedAfterIt() {
        FirmwareJob job = box.order(IMAGE);
        Hello trying = UpgradingBox.hello(
                "boot-2", Holdings.NONE, Optional.of(UpgradingBox.running(IMAGE, SlotStatus.TRYING, Optional.empty())));
        box.admit(trying, StoredInventory.NOW);
        assertThat(committed()).isEmpty();

        say(job, 9, UpdateState.COMMITTED, UpdateCode.NONE);
        assertThat(committed()).contains(IMAGE.digest());

        FirmwareJob next = box.order(NEWER);
        assertThat(committed()).contains(IMAGE.digest());
        say(next, 10, UpdateState.REJECTED, UpdateCode.NOT_SIGNED);
        assertThat(committed()).contains(IMAGE.digest());
    }

    private void say(FirmwareJob job, long sequence, UpdateState state, UpdateCode code) {
        box.record(new FirmwareProgress(job.id(), 1, 2, sequence, state, 100, code, IMAGE.digest()));
    }

    private Optional<Digest> committed() {
        return inventory.read(reading ->
                Upgrades.committed(reading, reading.devices().find(SERIAL).orElseThrow()));
    }
}
