package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A controller without a fleet of its own: what removing a device and emptying the inventory do to sessions. */
@Timeout(60)
class ResetAndRemovalTest {
    @AutoClose
    private RunningController running;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        running.controller().countDevices();
    }

    @Test
    void aRemovedDeviceIsToldSoAndIsUnknownAfterwards() throws IOException {
        try (LockStepDevice device = running.online(0);
                LockStepDevice other = running.online(1)) {
            assertThat(send("DELETE", "/_sag/devices/sagtest0"))
                    .contains(" 200 ", "{\"serial\":\"sagtest0\",\"instanceId\":\"sag-test0\"}");

            assertThat(device.awaitClose().status()).isEqualTo(4004);
            assertThat(other.isUndisturbed()).isTrue();
        }
        assertThat(send("DELETE", "/_sag/devices/sagtest0")).contains(" 404 ", "device: sagtest0");
        assertThat(send("GET", "/_sag/devices/sagtest0")).contains(" 404 ");
        assertThat(send("GET", "/_sag/instances/sag-test0")).contains("\"devices\":[]");
        assertThat(send("GET", "/healthz")).contains("\"registered\":3");
        try (LockStepDevice device = LockStepDevice.connect(running.controller().devicePort())) {
            String token =
                    LockStepDevice.token(RunningController.serial(0), RunningController.DEVICE_KEY, Instant.now());
            assertThat(device.upgrade(token)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aResetEmptiesTheInventoryAndTellsDevicesToComeBack() throws IOException {
        try (LockStepDevice device = running.online(0)) {
            assertThat(send("POST", "/_sag/reset")).contains(" 200 ", "{\"registered\":0}");

            assertThat(device.awaitClose().status()).isEqualTo(1012);
        }
        assertThat(send("GET", "/healthz")).contains("\"registered\":0,\"online\":0");
        assertThat(send("GET", "/_sag/instances/sag-test0")).contains(" 404 ");
        assertThat(running.controller().events().last()).isPositive();
        assertThat(send("GET", "/_sag/events?kind=reset&last=1&follow=false"))
                .contains("\"kind\":\"reset\"", "\"by\":\"control API\"");
    }

    @Test
    void itIsReadyOnceAllDevicesAreOnline() throws IOException {
        try (LockStepDevice one = running.online(0);
                LockStepDevice two = running.online(1)) {
            assertThat(one.isUndisturbed() && two.isUndisturbed()).isTrue();
            assertThat(send("GET", "/readyz"))
                    .contains(" 503 ", "\"status\":\"waiting\"")
                    .contains("\"registered\":4,\"toldOffline\":0,\"expected\":4,\"online\":2");
            send("DELETE", "/_sag/devices/sagtest2");
            send("DELETE", "/_sag/devices/sagtest3");

            assertThat(ready()).contains(" 200 ", "\"status\":\"ready\"");
        }
        RunningController.await("not ready", () -> ready().contains(" 503 "));
    }

    private String ready() {
        try {
            return send("GET", "/readyz");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole answer; the connection ends with it. */
    private String send(String method, String path) throws IOException {
        try (RawHttp connection = new RawHttp(running.controller().apiPort())) {
            connection.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\n\r\n");
            return connection.rest();
        }
    }
}
