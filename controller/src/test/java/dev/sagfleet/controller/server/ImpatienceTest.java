package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RunningController.DEVICE_KEY;
import static dev.sagfleet.controller.server.RunningController.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.session.SessionTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that keep a port waiting: none of them can do so for ever. */
class ImpatienceTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Path directory;

    ImpatienceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private RunningController running(Duration greeting, Duration keepAlive) throws IOException {
        SessionTiming usual = SessionTiming.DEFAULT;
        var timing = new SessionTiming(greeting, keepAlive, usual.telemetry(), usual.resendFirst(), usual.resendMax());
        return RunningController.start(RunningController.config(directory)
                .withTiming(Duration.ofSeconds(2), Duration.ofSeconds(30), timing)
                .withApiLimits(ApiLimits.ofThisProcess().withTimes(SHORT, SHORT, SHORT)));
    }

    @Test
    void halfAnUpgradeRequestIsGivenUp() throws IOException {
        try (RunningController running = running(SHORT, Duration.ofSeconds(30));
                LockStepDevice half =
                        LockStepDevice.connect(running.controller().devicePort());
                LockStepDevice silent =
                        LockStepDevice.connect(running.controller().devicePort())) {
            half.sendRaw("GET /device HTTP/1.1\r\nHost: loc");

            assertThat(half.readToEnd()).startsWith("HTTP/1.1 408 ");
            assertThat(silent.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aDeviceThatNeverSaysHelloIsGivenUp() throws IOException {
        try (RunningController running = running(Duration.ofSeconds(1), Duration.ofSeconds(30));
                LockStepDevice device =
                        LockStepDevice.upgraded(running.controller().devicePort(), serial(1), DEVICE_KEY)) {
            var close = device.awaitClose();

            assertThat(close.status()).isEqualTo(4003);
            assertThat(close.text()).isEqualTo("no Hello");
        }
    }

    @Test
    void aPeerThatNeverAnswersPingsIsGivenUpAndShownOffline() throws IOException {
        try (RunningController running = running(Duration.ofSeconds(10), SHORT);
                LockStepDevice device = running.online(1)) {
            assertThat(device.awaitClose().status()).isEqualTo(4003);

            RunningController.await(
                    "the device is offline",
                    () -> running.presence(1).epoch() == 1
                            && !running.presence(1).online());
        }
    }

    @Test
    void halfARequestToTheApiAndAnIdleConnectionAreGivenUp() throws IOException {
        try (RunningController running = running(Duration.ofSeconds(10), Duration.ofSeconds(30));
                RawHttp half = new RawHttp(running.controller().apiPort());
                RawHttp idle = new RawHttp(running.controller().apiPort())) {
            half.send("POST / HTTP/1.1\r\nHost: loc");

            assertThat(half.rest()).startsWith("HTTP/1.1 408 ").contains("RequestTimeout");
            assertThat(idle.isAtEnd()).isTrue();
        }
    }
}
