package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.firmware.Uploads;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue of images over HTTP. */
class FirmwareRouteTest {
    private static final String IMAGES = "/_sag/firmware/images";
    private static final String UPLOADS = "/_sag/firmware/uploads";
    private static final String BUILD = "{\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\",\"sizeBytes\":100000}";

    private Path directory;
    private RunningController running;
    private ControlCalls calls;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        running = RunningController.start(temporary);
        calls = new ControlCalls(running.controller());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void anImageIsBuiltShownListedAndWithdrawn() throws IOException {
        JsonNode built = calls.post(IMAGES, BUILD);
        String digest = built.path("digest").textValue();

        assertThat(built.path("manifest").textValue()).contains(digest).contains("\"keyId\":\"primary\"");
        assertThat(calls.get(IMAGES + '/' + digest)).isEqualTo(built);
        assertThat(calls.post(IMAGES, BUILD)).isEqualTo(built);
        JsonNode listed = calls.get(IMAGES).path("images").path(0);
        assertThat(listed.toString())
                .startsWith("{\"digest\":\"" + digest + "\",\"models\":[\"SAG-1000\"],\"version\":\"2.5.0\","
                        + "\"sizeBytes\":100000,\"minimumVersion\":null,\"securityIndex\":0,\"key\":\"primary\","
                        + "\"withdrawnKeys\":[],\"state\":\"available\",\"content\":\"built\",\"createdMillis\":");

        JsonNode withdrawn = calls.post(IMAGES + '/' + digest + "/withdraw", "");

        assertThat(withdrawn.path("state").textValue()).isEqualTo("withdrawn");
        assertThat(calls.get(IMAGES + "?state=available").path("images")).isEmpty();
        assertThat(calls.get(IMAGES + "?state=withdrawn").path("images")).hasSize(1);
        assertThat(calls.stream("/_sag/events?kind=image&last=10&follow=false"))
                .containsOnlyOnce("2.5.0 for SAG-1000 available")
                .containsOnlyOnce("2.5.0 for SAG-1000 withdrawn");
    }

    @Test
    void listsAreInTheOrderOfVersionsPageByPage() throws IOException {
        calls.post(IMAGES, BUILD.replace("2.5.0", "2.10.0"));
        calls.post(IMAGES, BUILD.replace("2.5.0", "2.9"));
        calls.post(IMAGES, BUILD.replace("SAG-1000", "APP"));

        JsonNode first = calls.get(IMAGES + "?limit=2");
        JsonNode second = calls.get(
                IMAGES + "?limit=2&after=" + first.path("next").textValue().replace(" ", "%20"));

        assertThat(first.path("images").findValuesAsText("version")).containsExactly("2.5.0", "2.9");
        assertThat(second.path("images").findValuesAsText("version")).containsExactly("2.10.0");
        assertThat(second.has("next")).isFalse();
        assertThat(calls.get(IMAGES + "?model=APP").path("images")).hasSize(1);
        assertThat(calls.get(IMAGES + "?version=2.9.0").path("images")).hasSize(1);
    }

    @Test
    void anImageIsUploadedInPieces() throws IOException {
        byte[] bytes = new byte[Uploads.PIECE_BYTES_MAX + 1_000];
        new Random(1).nextBytes(bytes);
        String digest = digest(bytes).hex();
        String described = "{\"models\":[\"APP\"],\"version\":\"2.5.0\",\"sizeBytes\":" + bytes.length
                + ",\"digest\":\"" + digest + "\"}";

        JsonNode begun = calls.post(UPLOADS, described);
        assertThat(begun.path("offset").longValue()).isZero();
        int piece = begun.path("pieceBytesMax").intValue();
        put(digest, 0, Arrays.copyOf(bytes, piece));
        assertThat(calls.get(UPLOADS).path("uploads").path(0).path("offset").intValue())
                .isEqualTo(piece);
        put(digest, piece, Arrays.copyOfRange(bytes, piece, bytes.length));
        JsonNode image = calls.post(UPLOADS + '/' + digest + "/seal", "");

        assertThat(image.path("content").textValue()).isEqualTo("uploaded");
        assertThat(Files.readAllBytes(directory.resolve("firmware").resolve(digest)))
                .isEqualTo(bytes);
        assertThat(calls.get(UPLOADS).path("uploads")).isEmpty();
        assertThat(calls.post(UPLOADS, described).path("image")).isEqualTo(image);
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() throws IOException {
        String digest = digest(new byte[10]).hex();
        calls.post(UPLOADS, "{\"models\":[\"APP\"],\"version\":\"1\",\"sizeBytes\":10,\"digest\":\"" + digest + "\"}");
        put(digest, 0, new byte[5]);

        ControlCalls.done(calls.send("DELETE", UPLOADS + '/' + digest, ""));

        assertThat(calls.send("GET", UPLOADS + '/' + digest, "").status()).isEqualTo(404);
        try (var files = Files.list(directory.resolve("firmware/uploads"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aResetTakesImagesAndUploadsAway() throws IOException {
        String digest = digest(new byte[10]).hex();
        calls.post(IMAGES, BUILD);
        calls.post(UPLOADS, "{\"models\":[\"APP\"],\"version\":\"1\",\"sizeBytes\":10,\"digest\":\"" + digest + "\"}");

        calls.post("/_sag/reset", "");

        assertThat(calls.get(IMAGES).path("images")).isEmpty();
        assertThat(calls.get(UPLOADS).path("uploads")).isEmpty();
    }

    @Test
    void imagesAndKeysOutlastARestart() throws IOException {
        JsonNode built = calls.post(IMAGES, BUILD);
        JsonNode keys = calls.get("/_sag/firmware/keys");
        running.close();

        running = RunningController.start(RunningController.config(directory), 0);
        calls = new ControlCalls(running.controller());

        assertThat(calls.get(IMAGES + '/' + built.path("digest").textValue())).isEqualTo(built);
        assertThat(calls.get("/_sag/firmware/keys")).isEqualTo(keys);
    }

    @Test
    void whatIsKeptInMemoryLeavesNoFileBehind() throws IOException {
        Path other = directory.resolve("other");
        String digest = digest(new byte[10]).hex();
        try (RunningController forgetful =
                RunningController.start(RunningController.config(other).withStore(StoreKind.MEMORY), 0)) {
            var there = new ControlCalls(forgetful.controller());
            there.post(
                    UPLOADS, "{\"models\":[\"APP\"],\"version\":\"1\",\"sizeBytes\":10,\"digest\":\"" + digest + "\"}");
            ControlCalls.done(there.send("PUT", UPLOADS + '/' + digest + "?offset=0", new byte[10]));
            there.post(UPLOADS + '/' + digest + "/seal", "");
        }

        assertThat(other.resolve("firmware.memory")).doesNotExist();
        assertThat(other.resolve("firmware-keys")).doesNotExist();
    }

    @Test
    void whoeverRegistersADeviceIsToldTheKeys() throws IOException {
        JsonNode keys = calls.get("/_sag/firmware/keys").path("firmwareKeys");

        assertThat(keys.findValuesAsText("id")).containsExactly("primary", "spare");
        assertThat(calls.post("/_sag/devices", "{\"model\":\"SAG-1000\"}").path("firmwareKeys"))
                .isEqualTo(keys);
        assertThat(calls.post("/_sag/fleet", "{}").path("firmwareKeys")).isEqualTo(keys);
        assertThat(running.controller().firmwareKeys()).extracting("id").containsExactly("primary", "spare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | models: none",
                "{\"models\":[]} | models: none",
                "{\"models\":\"SAG-1000\"} | models: \"SAG-1000\" (expected: a list of strings)",
                "{\"models\":[\"SAG-9\"]} | SAG-100WM, SAG-1000, SAG-VCPE, APP",
                "{\"models\":[\"APP\"]} | version: missing",
                "{\"models\":[\"APP\"],\"version\":\"2.5-rc1\"} | version: 2.5-rc1",
                "{\"models\":[\"APP\"],\"version\":\"2\"} | sizeBytes: missing",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":0} | sizeBytes: 0",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":4294967297} | sizeBytes: 4294967297",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"seed\":0.5} | seed: 0.5",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"securityIndex\":-1} | securityIndex: -1",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"minimumVersion\":\"x\"} | version: x",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"key\":\"third\"} | key: third",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"withdrawnKeys\":[\"primary\"]} | withdrawnKeys",
                "{\"models\":[\"APP\"],\"version\":\"2\",\"sizeBytes\":1,\"colour\":1} | colour: unknown",
            })
    void whatNoImageCanBeIsNotBuilt(String body, String reason) throws IOException {
        Answer answer = calls.send("POST", IMAGES, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(reason);
    }

    @Test
    void whatIsWrongWithAnUploadIsSaid() throws IOException {
        String digest = digest(new byte[10]).hex();
        String described = "{\"models\":[\"APP\"],\"version\":\"1\",\"sizeBytes\":10,\"digest\":\"" + digest + "\"}";
        assertRefused("POST", UPLOADS, described.replace(digest, "abc"), 400, "digest: abc");
        assertRefused("POST", UPLOADS, described.replace(":10", ":0"), 400, "sizeBytes: 0");
        assertRefused("POST", UPLOADS, "{\"manifest\":\"{}\"}", 400, "signature: missing");
        assertRefused("POST", UPLOADS, "{\"manifest\":\"{}\",\"signature\":\"x\"}", 400, "signature: x");
        assertRefused("PUT", UPLOADS + '/' + digest + "?offset=0", "12345", 404, "no upload of");
        calls.post(UPLOADS, described);
        String upload = UPLOADS + '/' + digest;

        assertRefused("PUT", upload + "?offset=0", "", 400, "body: 0 bytes");
        assertRefused("PUT", upload + "?offset=0", "x".repeat(Uploads.PIECE_BYTES_MAX + 1), 400, "body: 524289 bytes");
        assertRefused("PUT", upload, "12345", 400, "offset: []");
        assertRefused("PUT", upload + "?offset=x", "12345", 400, "offset: [x]");
        assertRefused("PUT", upload + "?offset=5", "12345", 409, "offset: 5 (expected: 0)");
        assertRefused("POST", upload + "/seal", "", 409, "found 0 bytes, required 10");
        assertRefused("PUT", upload + "?offset=0", "12345678901", 400, "found more than 10 bytes");
        assertRefused("POST", upload + "/seal", "", 404, "no upload of");
        assertRefused("GET", IMAGES + '/' + digest, "", 404, "no image " + digest);
        assertRefused("POST", IMAGES + '/' + digest + "/withdraw", "", 404, "no image " + digest);
        assertRefused("POST", IMAGES + "/abc/withdraw", "", 400, "digest: abc");
    }

    private void assertRefused(String method, String path, String body, int status, String reason) throws IOException {
        Answer answer = calls.send(method, path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    private void put(String digest, long offset, byte[] piece) throws IOException {
        ControlCalls.done(calls.send("PUT", UPLOADS + '/' + digest + "?offset=" + offset, piece));
    }

    private static Digest digest(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
