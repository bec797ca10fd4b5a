package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a controller that stops says and leaves. */
class StoppingTest {
    @Test
    void aDeviceIsToldThatTheControllerLeavesAndIsRememberedAsOnline(@TempDir Path directory) throws IOException {
        RunningController running = RunningController.start(directory);
        try (LockStepDevice device = running.online(1)) {
            running.close();

            assertThat(device.awaitClose().status()).isEqualTo(1001);
        }
        try (SqliteStore store = SqliteStore.open(directory.resolve("controller.db"), (serial, command) -> {})) {
            Device kept = store.read(reading ->
                            reading.devices().find(RunningController.serial(1)).orElseThrow())
                    .toCompletableFuture()
                    .join();
            assertThat(kept.presence().online()).isTrue();
        }
    }
}
