package dev.sagfleet.controller.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device with a valid key that sends as fast as it can: it is read slowly, is not cut off, and harms nobody. */
@Tag("attack")
class FrameFloodTest {
    private static final int SECONDS = 3 * Integer.getInteger("attack.scale", 1);

    /** The least that a frame of these tests takes of the 1,024 bytes that are read of a device at once. */
    private static final int FRAME_BYTES_MIN = 64;

    private RunningController running;
    private LockStepDevice bystander;
    private LockStepDevice flooding;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        bystander = running.online(0);
        flooding = running.online(1);
    }

    @AfterEach
    void close() throws IOException {
        flooding.close();
        bystander.close();
        running.close();
    }

    @Test
    void suspensionsAreReadNoFasterThanTheBudgetAllows() throws IOException {
        AtomicLong sent = flood(() -> {
            flooding.sendText(acceleration("Suspended", "2.3.9"));
            flooding.sendText(acceleration("Resumed", "2.4.0"));
        });
        long beganNanos = System.nanoTime();

        while (System.nanoTime() - beganNanos < Duration.ofSeconds(SECONDS).toNanos()) {
            assertThatTheOtherIsUndisturbed();
        }

        assertThat(sent).hasValueGreaterThan(1_000);
        String metrics = metrics();
        assertThat(value(metrics, "sagfleet_events_total{kind=\"suspended\"}")
                        + value(metrics, "sagfleet_events_total{kind=\"resumed\"}"))
                .isBetween(1.0, (double) readMax(beganNanos));
        assertThatItIsStillThere();
    }

    @Test
    void pingsAreAnsweredNoFasterThanTheBudgetAllows() throws IOException {
        AtomicLong sent = flood(() -> flooding.send(LockStepDevice.PING, true, new byte[FRAME_BYTES_MIN]));
        long beganNanos = System.nanoTime();

        int answered = 0;
        while (System.nanoTime() - beganNanos < Duration.ofSeconds(SECONDS).toNanos()) {
            answered += flooding.read().opcode() == LockStepDevice.PONG ? 1 : 0;
        }

        assertThat(sent).hasValueGreaterThan(1_000);
        assertThat(answered).isBetween(FrameBudget.FRAMES_AT_ONCE, readMax(beganNanos));
        assertThatTheOtherIsUndisturbed();
        assertThatItIsStillThere();
    }

    @Test
    void fragmentsCountAsWell() throws IOException {
        flooding.send(LockStepDevice.TEXT, false, new byte[0]);
        for (int i = 0; i < 20_000; i++) {
            flooding.send(LockStepDevice.CONTINUATION, false, new byte[0]);
        }
        flooding.send(LockStepDevice.PING, true, "last".getBytes(UTF_8));

        flooding.waitAtMost(Duration.ofMillis(1_500));
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> {
            while (true) {
                assertThat(flooding.read().opcode()).isNotEqualTo(LockStepDevice.PONG);
            }
        });
        assertThatTheOtherIsUndisturbed();
        assertThatItIsStillThere();
    }

    @Test
    void aDeviceThatSentTooMuchIsHeardALittleLater() throws IOException {
        for (int i = 0; i < FrameBudget.FRAMES_AT_ONCE + FrameBudget.FRAMES_PER_SECOND; i++) {
            flooding.send(LockStepDevice.PONG, true, new byte[FRAME_BYTES_MIN]);
        }

        assertThat(flooding.isUndisturbed()).isTrue();
    }

    /** What is read while the budget lasts and at its rate, with what comes in one read beyond it and a second of leeway. */
    private static int readMax(long beganNanos) {
        long seconds = 2 + Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds();
        return Math.toIntExact(FrameBudget.FRAMES_AT_ONCE
                + Listener.DEVICE_READ_BYTES / FRAME_BYTES_MIN
                + seconds * FrameBudget.FRAMES_PER_SECOND);
    }

    private void assertThatTheOtherIsUndisturbed() throws IOException {
        long beganNanos = System.nanoTime();
        assertThat(bystander.isUndisturbed()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(2));
    }

    private void assertThatItIsStillThere() {
        assertThat(running.presence(1).epoch()).isEqualTo(1);
        assertThat(running.controller().onlineCount()).isEqualTo(2);
    }

    private String metrics() throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\n\r\n");
            return connection.read().body();
        }
    }

    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    private static String acceleration(String type, String firmware) {
        return "{\"type\":\"" + type + "\",\"epoch\":1,\"revision\":1,\"firmware\":\"" + firmware + "\"}";
    }

    private interface Sending {
        void once() throws IOException;
    }

    /** Does something as often as it can until the connection is closed, and counts how often. */
    private static AtomicLong flood(Sending sending) {
        AtomicLong count = new AtomicLong();
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            sending.once();
                            count.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // The test is over.
                    }
                },
                "flood");
        thread.setDaemon(true);
        thread.start();
        return count;
    }
}
