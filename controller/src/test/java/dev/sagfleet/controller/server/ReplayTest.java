package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RunningController.DEVICE_KEY;
import static dev.sagfleet.controller.server.RunningController.ROOT;
import static dev.sagfleet.controller.server.RunningController.serial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.rpc.NonceLog;
import dev.sagfleet.controller.rpc.Nonces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded before a controller stopped, however it did, counts no second time after it. */
@Tag("attack")
class ReplayTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Path directory;

    ReplayTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aCallAndADeviceThatWereRecordedAreRefusedAfterARestart() throws IOException {
        String call = RawHttp.signed(ROOT, "DescribeRegions", "") + "Content-Length: 0\r\n\r\n";
        String early = RawHttp.signed(ROOT, "DescribeRegions", "") + "Content-Length: 0\r\n\r\n";
        String token = LockStepDevice.token(serial(0), DEVICE_KEY, Instant.now());
        try (RunningController running = RunningController.start(directory)) {
            assertThat(answer(running, call)).isEqualTo(200);
            assertThat(upgrade(running, token)).startsWith("HTTP/1.1 101 ");
        }
        try (RunningController running = RunningController.start(directory)) {
            assertThat(answer(running, call)).isEqualTo(400);
            assertThat(upgrade(running, token)).startsWith("HTTP/1.1 401 ");
            assertThat(answer(running, early))
                    .as("signed before, not used before")
                    .isEqualTo(200);
        }
    }

    private static int answer(RunningController running, String call) throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send(call);
            return connection.read().status();
        }
    }

    private static String upgrade(RunningController running, String token) throws IOException {
        try (LockStepDevice device = LockStepDevice.connect(running.controller().devicePort())) {
            return device.upgrade(token);
        }
    }

    private Nonces nonces(int most, NonceLog log) {
        return new Nonces(most, Duration.ofMinutes(15), log, () -> 0, 0);
    }

    @Test
    void whatIsUsedIsInTheFileAtOnceThroughManyPieces() throws IOException {
        int calls = 50_000;
        var killed = nonces(calls, new NonceFiles(directory, "api"));
        for (int i = 0; i < calls; i++) {
            killed.use("key", "n" + i, NOW.plusSeconds(i % 400), NOW);
        }

        var files = new NonceFiles(directory, "api");
        var restarted = nonces(2 * calls, files);
        files.restore(restarted);
        assertThat(restarted.size()).isEqualTo(calls);
        restarted.use("key", "more", NOW, NOW);

        var again = nonces(2 * calls, NonceLog.NONE);
        new NonceFiles(directory, "api").restore(again);
        assertThat(again.size()).isEqualTo(calls + 1);
        var other = nonces(10, NonceLog.NONE);
        new NonceFiles(directory, "device").restore(other);
        assertThat(other.size()).isZero();
    }

    @Test
    void ofWhatIsForgottenOneEmptyFileIsLeftAndIsMinded() throws IOException {
        var files = new NonceFiles(directory, "api");
        var before = nonces(10, files);
        before.use("key", "a", NOW, NOW);
        before.use("key", "b", NOW.plusSeconds(600), NOW);
        long slice = (NOW.getEpochSecond() + 900) / 180 * 180;
        files.forget(slice);

        try (var left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .contains("api-" + slice + ".forgotten");
        }
        var after = nonces(10, NonceLog.NONE);
        new NonceFiles(directory, "api").restore(after);
        assertThat(after.size()).isEqualTo(1);
        assertThatThrownBy(() -> after.use("key", "a", NOW, NOW)).hasMessageContaining("expired");
    }
}
