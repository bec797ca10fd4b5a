package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One device that has a key and says more than anybody can write down. */
@Tag("attack")
class FloodingDeviceTest {
    private static final int MESSAGES = 40_000 * Integer.getInteger("attack.scale", 1);

    /** A change of the API beside it takes some milliseconds; this is for the slowest machine. */
    private static final Duration CHANGE_MAX = Duration.ofSeconds(5);

    @Test
    void aDeviceThatSuspendsAndResumesAllTheTimeKeepsNobodyFromWriting(@TempDir Path directory) throws Exception {
        try (RunningController running = RunningController.start(directory);
                LockStepDevice flooding = running.online(1)) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(flooding));
            int changes = 0;
            while (!flood.isDone()) {
                running.controller()
                        .store()
                        .write(transaction -> transaction.devices().count())
                        .toCompletableFuture()
                        .get(CHANGE_MAX.toMillis(), TimeUnit.MILLISECONDS);
                changes++;
            }
            flood.get();

            RunningController.await(
                    "the last that was said is known", () -> running.presence(1).suspended());
            assertThat(changes).isPositive();
            assertThat(running.presence(1).online()).isTrue();
        }
    }

    /** Ends with a Suspended. */
    private static void flood(LockStepDevice device) {
        try {
            for (int i = 0; i < MESSAGES / 2; i++) {
                device.sendText("{\"type\": \"Resumed\", \"epoch\": 1, \"revision\": 1, \"firmware\": \"2.4.0\"}");
                device.sendText("{\"type\": \"Suspended\", \"epoch\": 1, \"revision\": 1, \"firmware\": \"2.3.9\"}");
            }
        } catch (IOException e) {
            throw new AssertionError("the device was cut off", e);
        }
    }
}
