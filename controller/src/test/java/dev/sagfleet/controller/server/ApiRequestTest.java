package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.ApiAnswers.assertIsApiError;
import static dev.sagfleet.controller.server.ApiAnswers.assertIsWellServed;
import static dev.sagfleet.controller.server.ApiAnswers.regions;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to the API port that are large, slow or in parts. */
class ApiRequestTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private static RunningController running;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static RawHttp connected() throws IOException {
        return new RawHttp(running.controller().apiPort());
    }

    @Test
    void aCompressedBodyIsRefusedByName() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(regions() + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");

            Answer answer = connection.read();
            assertIsApiError(answer, 415, "UnsupportedContentEncoding");
            assertThat(answer.headers().get("x-sagfleet-detail")).contains("Content-Encoding gzip");
            connection.send(regions() + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(200);
            assertIsWellServed(connection);
        }
    }

    @Test
    void aBodyOfTenMegabytesIsRefusedOnceItIsSentWhileOthersAreServed() throws IOException {
        try (RawHttp connection = connected();
                RawHttp other = connected()) {
            connection.send(regions() + "Content-Length: " + 10 * MEBIBYTE + "\r\n\r\n");
            for (int sent = 0; sent < 10; sent++) {
                connection.send(new byte[MEBIBYTE]);
                assertIsWellServed(other);
            }

            assertIsApiError(connection.read(), 413, "RequestTooLarge");
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBodyInChunksIsBoundedToo() throws IOException {
        String chunk = "80000\r\n" + "x".repeat(0x80000) + "\r\n";
        try (RawHttp connection = connected()) {
            connection.send(regions() + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < 6; sent++) {
                connection.send(chunk);
            }
            connection.send("0\r\n\r\n");

            assertIsApiError(connection.read(), 413, "RequestTooLarge");
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsAnsweredInItsTurn() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(regions() + "Content-Length: 0\r\n\r\n" + regions() + "Content-Length: 9999999\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
            assertIsApiError(connection.read(), 413, "RequestTooLarge");
        }
    }

    @Test
    void aRequestMayArriveByteByByte() throws IOException {
        byte[] request = (regions() + "Content-Length: 3\r\n\r\na=b").getBytes(UTF_8);
        try (RawHttp connection = connected()) {
            for (byte one : request) {
                connection.send(new byte[] {one});
            }

            assertIsApiError(connection.read(), 400, "SignatureDoesNotMatch");
            assertIsWellServed(connection);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOnOrThatItIsTooMuch() throws IOException {
        try (RawHttp small = connected();
                RawHttp large = connected()) {
            small.send(regions() + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(small.read().status()).isEqualTo(100);
            small.send("a=b");
            assertIsApiError(small.read(), 400, "SignatureDoesNotMatch");

            large.send(regions() + "Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
            assertIsApiError(large.read(), 413, "RequestTooLarge");
        }
    }

    @Test
    void anotherExpectationIsPassedOver() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(regions() + "Expect: a-miracle\r\nContent-Length: 0\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestLineOfAMegabyteIsRefused() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send("GET /?a=" + "x".repeat(MEBIBYTE) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertIsApiError(connection.read(), 413, "RequestTooLarge");
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void thousandsOfHeadersAreRefusedAlsoWhereNoSignatureIsAskedFor() throws IOException {
        String headers = "X-Header: some value or other\r\n".repeat(5_000);
        for (String path : new String[] {"/", "/healthz", "/_sag/settings"}) {
            try (RawHttp connection = connected()) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");

                assertIsApiError(connection.read(), 413, "RequestTooLarge");
                assertThat(connection.isAtEnd()).isTrue();
            }
        }
    }
}
