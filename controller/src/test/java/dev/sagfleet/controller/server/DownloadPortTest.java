package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.DownloadSettings;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images over sockets, and what is said to those who do not get them. */
class DownloadPortTest {
    private static final int SIZE = 3_000_001;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private RunningController running;
    private ControlCalls calls;
    private DownloadingDevice device;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        DownloadSettings settings = DownloadSettings.DEFAULT
                .withEgress(Bandwidth.ofMegabits(600))
                .withLimits(2_000, Duration.ofMinutes(15), PATIENCE);
        running = RunningController.start(RunningController.config(directory).withDownloads(settings));
        calls = new ControlCalls(running.controller());
        device = register("SAG-1000", 500);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private DownloadingDevice register(String model, int megabits) throws IOException {
        return DownloadingDevice.register(
                running.controller(), "{\"model\":\"" + model + "\",\"bandwidthMbps\":" + megabits + '}');
    }

    private Digest built(long sizeBytes) throws IOException {
        JsonNode image = calls.post(
                "/_sag/firmware/images",
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\",\"sizeBytes\":" + sizeBytes + '}');
        return new Digest(image.path("digest").textValue());
    }

    private Digest uploaded(byte[] bytes) throws IOException {
        Digest digest = digest(bytes);
        String uploads = "/_sag/firmware/uploads";
        calls.post(
                uploads,
                "{\"models\":[\"SAG-1000\"],\"version\":\"2.6.0\",\"sizeBytes\":" + bytes.length + ",\"digest\":\""
                        + digest + "\"}");
        int piece = 500_000;
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            ControlCalls.done(calls.send("PUT", uploads + '/' + digest + "?offset=" + at, next));
        }
        calls.post(uploads + '/' + digest + "/seal", "");
        return digest;
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static Digest digest(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAllIsGivenBack() throws IOException {
        RunningController.await("nothing is reserved", () -> {
            try {
                return calls.stream("/metrics").contains("\nsagfleet_firmware_downloads 0.0\n");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void theBytesOfABuiltImageAreThoseOfItsDigest() throws IOException {
        Digest image = built(SIZE);
        try (RawHttp connection = device.get(image)) {
            Answer answer = connection.head();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("content-length", "3000001")
                    .containsEntry("etag", "\"" + image + "\"")
                    .containsEntry("accept-ranges", "bytes")
                    .containsEntry("content-type", "application/octet-stream");
            assertThat(digest(connection.bytes(SIZE))).isEqualTo(image);
            assertThat(connection.isAtEnd()).isTrue();
        }
        assertAllIsGivenBack();
    }

    @Test
    void theBytesOfAnUploadedImageAreThoseThatWereUploaded() throws IOException {
        byte[] bytes = bytes();
        Digest image = uploaded(bytes);
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);
            assertThat(connection.bytes(SIZE)).isEqualTo(bytes);
            assertThat(connection.isAtEnd()).isTrue();
        }
        assertAllIsGivenBack();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDownloadGoesOnAtAnyByte(boolean isBuilt) throws IOException {
        Digest image = isBuilt ? built(SIZE) : uploaded(bytes());
        byte[] whole;
        try (RawHttp connection = device.get(image)) {
            connection.head();
            whole = connection.bytes(SIZE);
        }
        var random = new Random(2);
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(SIZE);
            try (RawHttp connection = device.get(
                    image, "Range: bytes=" + from + '-', "If-Range: \"" + image + "\"")) {
                Answer answer = connection.head();

                assertThat(answer.status()).isEqualTo(206);
                assertThat(answer.headers())
                        .containsEntry("content-range", "bytes " + from + "-3000000/3000001")
                        .containsEntry("content-length", Integer.toString(SIZE - from))
                        .containsEntry("etag", "\"" + image + "\"");
                assertThat(connection.bytes(SIZE)).isEqualTo(Arrays.copyOfRange(whole, from, SIZE));
            }
        }
    }

    @Test
    void aPartHasItsEndAndSeveralAreTheWhole() throws IOException {
        Digest image = built(SIZE);
        try (RawHttp connection = device.get(image, "Range: bytes=10-19")) {
            Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.headers()).containsEntry("content-length", "10");
        }
        for (String range : new String[] {"bytes=0-1,5-6", "lines=1-2"}) {
            try (RawHttp connection = device.get(image, "Range: " + range)) {
                assertThat(connection.head().status()).isEqualTo(200);
            }
        }
        try (RawHttp connection = device.get(image, "Range: bytes=10-", "If-Range: \"another\"")) {
            assertThat(connection.head().status()).isEqualTo(200);
        }
    }

    @Test
    void whoOnlyAsksWhatThereIsGetsNoByte() throws IOException {
        Digest image = built(SIZE);

        Answer answer = device.refused("HEAD", device.link(image), device.token(), "Range: bytes=5-");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", "3000001");
        assertThat(device.refused("HEAD", device.link(Digest.ofText("x")), device.token())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoeverIsNotToHaveItIsToldWhy() throws IOException {
        Digest image = built(SIZE);
        String link = device.link(image);
        DownloadingDevice other = register("SAG-1000", 500);
        DownloadingDevice otherModel = register("SAG-100WM", 50);
        String old = running.controller()
                .downloadLinks()
                .mint(device.serial(), image, "job-1", Instant.now().minusSeconds(901).toEpochMilli());

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
        assertAllIsGivenBack();
    }

    private static void assertRefused(int status, String reason, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void anImageThatIsWithdrawnWhileItIsFetchedIsNotThereAtTheNextRequest() throws IOException {
        byte[] bytes = bytes();
        Digest image = uploaded(bytes);
        try (RawHttp connection = device.get(image)) {
            connection.head();
            byte[] first = connection.bytes(1_000_000);
            calls.post("/_sag/firmware/images/" + image + "/withdraw", "");

            assertThat(first).isEqualTo(Arrays.copyOf(bytes, 1_000_000));
            assertThat(connection.bytes(SIZE)).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, SIZE));
        }
        assertRefused(404, "image", device.refused("GET", device.link(image), device.token(), "Range: bytes=5-"));
    }

    @Test
    void whoFindsNoRoomIsToldWhenToComeAgain() throws IOException {
        Digest image = built(64 << 20);
        DownloadingDevice other = register("SAG-1000", 200);
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);

            Answer answer = other.refused("GET", other.link(image), other.token());

            assertRefused(503, "later", answer);
            assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isBetween(1, 300);
        }
        assertAllIsGivenBack();
        try (RawHttp connection = other.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);
        }
    }

    @Test
    void theLaterOfTwoDownloadsOfADeviceGoesOn() throws IOException {
        Digest image = built(64 << 20);
        try (RawHttp earlier = device.get(image)) {
            assertThat(earlier.head().status()).isEqualTo(200);
            try (RawHttp later = device.get(image, "Range: bytes=" + ((64 << 20) - 1_000_000) + '-')) {
                assertThat(later.head().status()).isEqualTo(206);
                assertThat(later.bytes(1_000_000)).hasSize(1_000_000);
                assertThat(earlier.bytes(64 << 20).length).isLessThan(64 << 20);
            }
        }
        assertAllIsGivenBack();
    }

    /** More than all buffers between the two can take. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsNothingIsGivenUp(boolean isBuilt) throws IOException {
        Digest image = isBuilt ? built(256 << 20) : uploadedOfMany(64);
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);

            assertAllIsGivenBack();
        }
    }

    private Digest uploadedOfMany(int megabytes) throws IOException {
        byte[] bytes = new byte[megabytes << 20];
        new Random(3).nextBytes(bytes);
        return uploaded(bytes);
    }

    @Test
    void noMoreIsSentThanTheDeviceMayReceive() throws IOException {
        DownloadingDevice slow = register("SAG-1000", 10);
        Digest image = built(1_000_000);
        long begunNanos = System.nanoTime();
        try (RawHttp connection = slow.get(image)) {
            connection.head();
            connection.bytes(1_000_000);
        }

        // 0.8 s at that rate; the last piece and what can be caught up come sooner.
        assertThat(Duration.ofNanos(System.nanoTime() - begunNanos)).isGreaterThan(Duration.ofMillis(550));
    }

    @Test
    void aSessionNoticesNothingOfADownload() throws IOException {
        Digest image = built(SIZE);
        try (LockStepDevice session =
                        LockStepDevice.upgraded(running.controller().devicePort(), device.serial(), device.key());
                RawHttp connection = device.get(image)) {
            session.sendText(LockStepDevice.hello(device.serial(), "SAG-1000"));
            session.awaitText("Welcome");
            connection.head();
            assertThat(digest(connection.bytes(SIZE))).isEqualTo(image);
            assertThat(session.isUndisturbed()).isTrue();
        }
    }
}
