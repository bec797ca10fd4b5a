package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not get an image, or not all of it, and what is said then. */
class DownloadLimitsTest {
    private static final int SIZE = 3_000_001;

    private ServingController serving;
    private DownloadingDevice device;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        serving = ServingController.start(directory);
        device = serving.register("SAG-1000", 500);
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void whoeverIsNotToHaveItIsToldWhy() throws IOException {
        Digest image = serving.built(SIZE);
        String link = device.link(image);
        DownloadingDevice other = serving.register("SAG-1000", 500);
        DownloadingDevice otherModel = serving.register("SAG-100WM", 50);
        String old = serving.controller()
                .downloadLinks()
                .mint(
                        device.serial(),
                        image,
                        "job-1",
                        Instant.now().minusSeconds(901).toEpochMilli());

        assertRefused(401, "Authorization", device.refused("GET", link, ""));
        assertRefused(401, "Authorization", device.refused("GET", link, "Bearer x"));
        assertRefused(
                401,
                "Signature",
                device.refused("GET", link, LockStepDevice.token(device.serial(), other.key(), Instant.now())));
        assertRefused(
                401,
                "Signature",
                device.refused(
                        "GET", link, LockStepDevice.token(new SerialNumber("nobody"), device.key(), Instant.now())));
        String once = device.token();
        try (RawHttp first = device.ask("GET", link, once)) {
            assertThat(first.head().status()).isEqualTo(200);
        }
        assertRefused(401, "Nonce", device.refused("GET", link, once));
        assertRefused(403, "link", device.refused("GET", link + "x", device.token()));
        assertRefused(403, "link", other.refused("GET", link, other.token()));
        assertRefused(403, "model", otherModel.refused("GET", otherModel.link(image), otherModel.token()));
        assertRefused(410, "expired", device.refused("GET", old, device.token()));
        assertRefused(404, "image", device.refused("GET", device.link(Digest.ofText("x")), device.token()));
        assertRefused(404, "path", device.refused("GET", "/firmware/x", device.token()));
        assertRefused(404, "path", device.refused("GET", "/other", device.token()));
        assertRefused(405, "GET or HEAD", device.refused("POST", link, device.token(), "Content-Length: 0"));
        Answer beyond = device.refused("GET", link, device.token(), "Range: bytes=3000001-");
        assertRefused(416, "Range", beyond);
        assertThat(beyond.headers()).containsEntry("content-range", "bytes */3000001");
        serving.awaitNothingReserved();
    }

    private static void assertRefused(int status, String reason, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void anImageThatIsWithdrawnWhileItIsFetchedIsNotThereAtTheNextRequest() throws IOException {
        byte[] bytes = ServingController.bytes(SIZE);
        Digest image = serving.uploaded(bytes);
        try (RawHttp connection = device.get(image)) {
            connection.head();
            byte[] first = connection.bytes(1_000_000);
            serving.withdraw(image);

            assertThat(first).isEqualTo(Arrays.copyOf(bytes, 1_000_000));
            assertThat(connection.bytes(SIZE)).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, SIZE));
        }
        assertRefused(404, "image", device.refused("GET", device.link(image), device.token(), "Range: bytes=5-"));
    }

    @Test
    void whoFindsNoRoomIsToldWhenToComeAgain() throws IOException {
        Digest image = serving.built(64 << 20);
        DownloadingDevice other = serving.register("SAG-1000", 200);
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);

            Answer answer = other.refused("GET", other.link(image), other.token());

            assertRefused(503, "later", answer);
            assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isBetween(1, 300);
        }
        serving.awaitNothingReserved();
        try (RawHttp connection = other.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);
        }
    }

    @Test
    void theLaterOfTwoDownloadsOfADeviceGoesOn() throws IOException {
        Digest image = serving.built(64 << 20);
        try (RawHttp earlier = device.get(image)) {
            assertThat(earlier.head().status()).isEqualTo(200);
            try (RawHttp later = device.get(image, "Range: bytes=" + ((64 << 20) - 1_000_000) + '-')) {
                assertThat(later.head().status()).isEqualTo(206);
                assertThat(later.bytes(1_000_000)).hasSize(1_000_000);
                assertThat(earlier.bytes(64 << 20).length).isLessThan(64 << 20);
            }
        }
        serving.awaitNothingReserved();
    }

    /** More than all buffers between the two can take. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsNothingIsGivenUp(boolean isBuilt) throws IOException {
        Digest image = isBuilt ? serving.built(256 << 20) : serving.uploaded(ServingController.bytes(64 << 20));
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);

            serving.awaitNothingReserved();
        }
    }

    @Test
    void noMoreIsSentThanTheDeviceMayReceive() throws IOException {
        DownloadingDevice slow = serving.register("SAG-1000", 10);
        Digest image = serving.built(1_000_000);
        long begunNanos = System.nanoTime();
        try (RawHttp connection = slow.get(image)) {
            connection.head();
            connection.bytes(1_000_000);
        }

        // 0.8 s at that rate; the last piece and what can be caught up come sooner.
        assertThat(Duration.ofNanos(System.nanoTime() - begunNanos)).isGreaterThan(Duration.ofMillis(550));
    }
}
