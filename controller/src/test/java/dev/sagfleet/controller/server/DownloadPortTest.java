package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images over sockets. */
class DownloadPortTest {
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
    void theBytesOfABuiltImageAreThoseOfItsDigest() throws IOException {
        Digest image = serving.built(SIZE);
        try (RawHttp connection = device.get(image)) {
            Answer answer = connection.head();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("content-length", "3000001")
                    .containsEntry("etag", "\"" + image + "\"")
                    .containsEntry("accept-ranges", "bytes")
                    .containsEntry("content-type", "application/octet-stream");
            assertThat(ServingController.digest(connection.bytes(SIZE))).isEqualTo(image);
            assertThat(connection.isAtEnd()).isTrue();
        }
        serving.awaitNothingReserved();
    }

    @Test
    void theBytesOfAnUploadedImageAreThoseThatWereUploaded() throws IOException {
        byte[] bytes = ServingController.bytes(SIZE);
        Digest image = serving.uploaded(bytes);
        try (RawHttp connection = device.get(image)) {
            assertThat(connection.head().status()).isEqualTo(200);
            assertThat(connection.bytes(SIZE)).isEqualTo(bytes);
            assertThat(connection.isAtEnd()).isTrue();
        }
        serving.awaitNothingReserved();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDownloadGoesOnAtAnyByte(boolean isBuilt) throws IOException {
        Digest image = isBuilt ? serving.built(SIZE) : serving.uploaded(ServingController.bytes(SIZE));
        byte[] whole;
        try (RawHttp connection = device.get(image)) {
            connection.head();
            whole = connection.bytes(SIZE);
        }
        var random = new Random(2);
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(SIZE);
            try (RawHttp connection = device.get(image, "Range: bytes=" + from + '-', "If-Range: \"" + image + "\"")) {
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
        Digest image = serving.built(SIZE);
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
        Digest image = serving.built(SIZE);

        Answer answer = device.refused("HEAD", device.link(image), device.token(), "Range: bytes=5-");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", "3000001");
        assertThat(device.refused("HEAD", device.link(Digest.ofText("x")), device.token())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSessionNoticesNothingOfADownload() throws IOException {
        Digest image = serving.built(SIZE);
        try (LockStepDevice session =
                        LockStepDevice.upgraded(serving.controller().devicePort(), device.serial(), device.key());
                RawHttp connection = device.get(image)) {
            session.sendText(LockStepDevice.hello(device.serial(), "SAG-1000"));
            session.awaitText("Welcome");
            connection.head();
            assertThat(ServingController.digest(connection.bytes(SIZE))).isEqualTo(image);
            assertThat(session.isUndisturbed()).isTrue();
        }
    }
}
