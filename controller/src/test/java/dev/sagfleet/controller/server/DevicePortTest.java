package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.LockStepDevice.hello;
import static dev.sagfleet.controller.server.LockStepDevice.token;
import static dev.sagfleet.controller.server.LockStepDevice.upgradeRequest;
import static dev.sagfleet.controller.server.RunningController.DEVICE_KEY;
import static dev.sagfleet.controller.server.RunningController.serial;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.controller.connection.SessionRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What peers can do to the device port: each is told what is wrong, and no other device notices. */
class DevicePortTest {
    private static final int FRAME_BYTES_MAX = 64 * 1024;

    private RunningController running;
    private Bystander bystander;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        bystander = new Bystander(running.online(0));
    }

    @AfterEach
    void theOtherDeviceIsUndisturbed() throws IOException, InterruptedException {
        assertThat(bystander.wasDisturbed()).isFalse();
        running.close();
    }

    private LockStepDevice connected() throws IOException {
        return LockStepDevice.connect(running.controller().devicePort());
    }

    private LockStepDevice letIn() throws IOException {
        return LockStepDevice.upgraded(running.controller().devicePort(), serial(1), DEVICE_KEY);
    }

    private static String validToken() {
        return token(serial(1), DEVICE_KEY, Instant.now());
    }

    static Stream<Arguments> wrongUpgrades() {
        var otherKey = new DeviceKey("0".repeat(64));
        Instant now = Instant.now();
        return Stream.of(
                Arguments.of("/device", "sagfleet.v1", token(serial(1), otherKey, now), 401, "Signature"),
                Arguments.of("/device", "sagfleet.v1", token(serial(99), DEVICE_KEY, now), 401, "Signature"),
                Arguments.of("/device", "sagfleet.v1", "", 401, "Authorization"),
                Arguments.of("/device", "sagfleet.v1", "Basic c2FnOnNhZw==", 401, "Authorization"),
                Arguments.of("/device", "sagfleet.v1", validToken().replace("Nonce=", "Once="), 401, "Authorization"),
                Arguments.of(
                        "/device",
                        "sagfleet.v1",
                        token(serial(1), DEVICE_KEY, now.minusSeconds(400)),
                        401,
                        "Timestamp"),
                Arguments.of(
                        "/device", "sagfleet.v1", token(serial(1), DEVICE_KEY, now.plusSeconds(400)), 401, "Timestamp"),
                Arguments.of("/devices", "sagfleet.v1", validToken(), 404, "path"),
                Arguments.of("/device?x=1", "sagfleet.v1", validToken(), 404, "path"),
                Arguments.of("/device", "", validToken(), 400, "Sec-WebSocket-Protocol"),
                Arguments.of("/device", "sagfleet.v2", validToken(), 400, "Sec-WebSocket-Protocol"));
    }

    @ParameterizedTest
    @MethodSource("wrongUpgrades")
    void whoeverAsksWronglyIsToldSoAndNotLetIn(
            String path, String subprotocol, String authorization, int status, String reason) throws IOException {
        try (LockStepDevice device = connected()) {
            device.sendRaw(upgradeRequest(path, subprotocol, authorization));

            assertThat(device.readToEnd())
                    .startsWith("HTTP/1.1 " + status + ' ')
                    .contains(reason);
        }
    }

    @Test
    void aTokenIsGoodForOneConnection() throws IOException {
        String once = validToken();
        try (LockStepDevice first = connected();
                LockStepDevice second = connected()) {
            assertThat(first.upgrade(once)).startsWith("HTTP/1.1 101 ");
            assertThat(second.upgrade(once)).startsWith("HTTP/1.1 401 ");
            assertThat(second.readToEnd()).contains("Nonce");
        }
    }

    @Test
    void aRequestThatIsNoUpgradeLeavesTheSessionOfItsDeviceAlone() throws IOException {
        try (LockStepDevice session = running.online(1);
                LockStepDevice other = connected()) {
            other.sendRaw("GET /device HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Protocol: sagfleet.v1\r\n"
                    + "Authorization: " + validToken() + "\r\n\r\n");

            assertThat(other.readToEnd()).startsWith("HTTP/1.1 400 ").contains("not a WebSocket upgrade");
            assertThat(session.isUndisturbed()).isTrue();
        }
    }

    @Test
    void garbageIsAnsweredAsBadRequest() throws IOException {
        try (LockStepDevice device = connected()) {
            device.sendRaw("\u0000\u0001 what is this\r\n\r\n");

            assertThat(device.readToEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    static Stream<Arguments> wrongFirstMessages() {
        return Stream.of(
                Arguments.of("{\"type\":\"Nonsense\",\"epoch\":0}", 1007, "type"),
                Arguments.of("{\"epoch\":0}", 1007, "type"),
                Arguments.of("this is no JSON", 1007, ""),
                Arguments.of("", 1007, ""),
                Arguments.of("[]", 1007, ""),
                Arguments.of("[".repeat(30_000), 1007, ""),
                Arguments.of(
                        "{\"type\":\"Applied\",\"epoch\":0,\"commandId\":\"c\",\"aspect\":\"BANDWIDTH\",\"revision\":1}",
                        4002,
                        "the first message is a Hello"),
                Arguments.of(hello(serial(2), "SAG-100WM"), 4002, "serial: sagtest2 (expected: sagtest1)"),
                Arguments.of(hello(serial(1), "SAG-1000"), 4002, "found model SAG-1000"));
    }

    @ParameterizedTest
    @MethodSource("wrongFirstMessages")
    void aWrongFirstMessageClosesTheConnectionWithItsCode(String message, int status, String reason)
            throws IOException {
        try (LockStepDevice device = letIn()) {
            device.sendText(message);

            var close = device.awaitClose();
            assertThat(close.status()).isEqualTo(status);
            assertThat(close.text()).contains(reason);
        }
    }

    @Test
    void aBinaryFrameIsNoMessage() throws IOException {
        try (LockStepDevice device = running.online(1)) {
            device.send(
                    LockStepDevice.BINARY, true, hello(serial(1), "SAG-100WM").getBytes(UTF_8));

            assertThat(device.awaitClose().status()).isEqualTo(1007);
        }
    }

    @Test
    void textThatIsNotUtf8IsNoMessage() throws IOException {
        try (LockStepDevice device = running.online(1)) {
            device.send(LockStepDevice.TEXT, true, new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});

            assertThat(device.awaitClose().status()).isEqualTo(1007);
        }
    }

    @Test
    void aSecondHelloIsOutOfOrder() throws IOException {
        try (LockStepDevice device = running.online(1)) {
            device.sendText(hello(serial(1), "SAG-100WM"));

            assertThat(device.awaitClose().status()).isEqualTo(4002);
        }
    }

    @Test
    void aFrameOf64KiBIsReadAndALongerOneIsNot() throws IOException {
        try (LockStepDevice device = running.online(1);
                LockStepDevice other = running.online(2)) {
            device.send(LockStepDevice.TEXT, true, new byte[FRAME_BYTES_MAX]);
            other.send(LockStepDevice.TEXT, true, new byte[FRAME_BYTES_MAX + 1]);

            assertThat(device.awaitClose().status()).isEqualTo(1007);
            assertThat(other.awaitClose().status()).isEqualTo(1009);
        }
    }

    @Test
    void aPeerThatSendsMegabytesInOneFrameStillReadsWhyItIsClosed() throws IOException {
        try (LockStepDevice device = running.online(1)) {
            device.send(LockStepDevice.TEXT, true, new byte[8 * 1024 * 1024]);

            assertThat(device.awaitClose().status()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsThatAddUpAbove64KiBAreTooLarge() throws IOException {
        try (LockStepDevice device = running.online(1)) {
            device.send(LockStepDevice.TEXT, false, new byte[FRAME_BYTES_MAX / 2]);
            device.send(LockStepDevice.CONTINUATION, false, new byte[FRAME_BYTES_MAX / 2]);
            device.send(LockStepDevice.CONTINUATION, true, new byte[1]);

            assertThat(device.awaitClose().status()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageInFragmentsIsOneMessage() throws IOException {
        byte[] hello = hello(serial(1), "SAG-100WM").getBytes(UTF_8);
        try (LockStepDevice device = letIn()) {
            device.send(LockStepDevice.TEXT, false, new String(hello, 0, 20, UTF_8).getBytes(UTF_8));
            device.send(LockStepDevice.PING, true, new byte[0]);
            device.send(
                    LockStepDevice.CONTINUATION, true, new String(hello, 20, hello.length - 20, UTF_8).getBytes(UTF_8));

            assertThat(device.awaitText("Welcome")).contains("keepAlive");
        }
    }

    @Test
    void aSecondConnectionOfADeviceTakesOver() throws IOException {
        try (LockStepDevice first = running.online(1);
                LockStepDevice second = running.online(1)) {
            assertThat(first.awaitClose().status()).isEqualTo(4001);
            assertThat(second.isUndisturbed()).isTrue();
            assertThat(running.presence(1).online()).isTrue();
        }
    }

    /** Else a device that reconnects would be absent for a moment, and its partner would take over. */
    @Test
    void aDeviceStaysInSessionUntilItsNextConnectionIsAdmitted() throws IOException {
        try (LockStepDevice first = running.online(1);
                LockStepDevice second = letIn()) {
            assertThat(first.isUndisturbed()).isTrue();
            assertThat(running.presence(1).online()).isTrue();

            second.sendText(hello(serial(1), "SAG-100WM"));

            assertThat(second.awaitText("Welcome")).contains("keepAlive");
            assertThat(first.awaitClose().status()).isEqualTo(4001);
            assertThat(running.presence(1).online()).isTrue();
        }
    }

    @Test
    void aDeviceThatTakesItselfOverAgainAndAgainIsHeldOff() throws IOException {
        List<LockStepDevice> before = new ArrayList<>();
        for (int takeover = 0; takeover <= SessionRegistry.TAKEOVERS_MAX; takeover++) {
            before.add(running.online(1));
        }
        try (LockStepDevice oneTooMany = connected()) {
            assertThat(oneTooMany.upgrade(validToken()))
                    .startsWith("HTTP/1.1 429 ")
                    .containsIgnoringCase("retry-after: 10");
        }
        for (LockStepDevice device : before) { // not earlier, as garbage: what is closed is not taken over
            device.close();
        }
    }

    /** It is let in and gone before that is written down. */
    @Test
    void aDeviceThatLeavesRightAfterItsHelloIsNotShownOnlineForEver() throws IOException {
        for (int time = 0; time < SessionRegistry.TAKEOVERS_MAX; time++) {
            try (LockStepDevice device = letIn()) {
                device.sendText(hello(serial(1), "SAG-100WM"));
            }
        }
        running.online(2).close(); // by then every Hello before its own is dealt with
        RunningController.await(
                "the device is offline", () -> !running.presence(1).online());
    }
}
