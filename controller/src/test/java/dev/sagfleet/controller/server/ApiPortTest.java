package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.ApiAnswers.assertIsApiError;
import static dev.sagfleet.controller.server.ApiAnswers.assertIsWellServed;
import static dev.sagfleet.controller.server.ApiAnswers.regions;
import static dev.sagfleet.controller.server.RawHttp.signed;
import static dev.sagfleet.controller.server.RunningController.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients can do to the API port: whatever they send, they can read what was wrong with it. */
class ApiPortTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    static Stream<Arguments> wrongCalls() {
        var otherSecret = new AccessKey(ROOT.id(), "another secret");
        var nobody = new AccessKey("LTAInobody", "another secret");
        String associate = "AssociateSmartAGWithApplicationBandwidthPackage";
        return Stream.of(
                Arguments.of(signed(otherSecret, "DescribeRegions", ""), 400, "SignatureDoesNotMatch"),
                Arguments.of(signed(nobody, "DescribeRegions", ""), 404, "InvalidAccessKeyId.NotFound"),
                Arguments.of(signed(ROOT, "DescribeNonsense", ""), 404, "InvalidApi.NotFound"),
                Arguments.of(signed(ROOT, associate, ""), 400, "MissingRegionId"),
                Arguments.of(
                        signed(
                                ROOT,
                                associate,
                                "ApplicationBandwidthPackageId=p&AssociateConfigs.1.Bandwidth=many"
                                        + "&AssociateConfigs.1.SmartAGId=sag-test1&RegionId=cn-shanghai"),
                        400,
                        "InvalidAssociateConfigs.1.Bandwidth"),
                Arguments.of("POST /?RegionId=%zz HTTP/1.1\r\nHost: localhost\r\n", 400, "InvalidParameter.Format"),
                Arguments.of("POST /?RegionId=%ff HTTP/1.1\r\nHost: localhost\r\n", 400, "InvalidParameter.Format"),
                Arguments.of("POST / HTTP/1.1\r\nHost: localhost\r\n", 400, "MissingAction"),
                Arguments.of("POST /path HTTP/1.1\r\nHost: localhost\r\n", 404, "InvalidApi.NotFound"),
                Arguments.of("POST /%zz HTTP/1.1\r\nHost: localhost\r\n", 404, "InvalidApi.NotFound"),
                Arguments.of("POST /_sag HTTP/1.1\r\nHost: localhost\r\n", 404, "InvalidApi.NotFound"),
                Arguments.of("PUT / HTTP/1.1\r\nHost: localhost\r\n", 403, "UnsupportedHTTPMethod"),
                Arguments.of("BREW / HTTP/1.1\r\nHost: localhost\r\n", 403, "UnsupportedHTTPMethod"),
                Arguments.of(
                        "POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic c2FnOnNhZw==\r\n",
                        400,
                        "MissingAction"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void aWrongCallIsAnsweredAndTheConnectionStaysGood(String head, int status, String code) throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(head + "Content-Length: 0\r\n\r\n");

            assertIsApiError(connection.read(), status, code);
            assertIsWellServed(connection);
        }
    }

    /** Line feeds, letters of other scripts and a great length, none of which a header can hold. */
    @ParameterizedTest
    @MethodSource("wildValues")
    void whatACallerSentComesBackInNoHeaderAsItWas(String wild) throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(signed(ROOT, "DescribeRegions", "AcceptLanguage=" + wild) + "Content-Length: 0\r\n\r\n");
            assertIsApiError(connection.read(), 400, "InvalidAcceptLanguage");

            String query = "AutoPay=true&BandWidthSpec=5&RegionId=cn-shanghai&SmartAGId=" + wild;
            connection.send(signed(ROOT, "DowngradeSmartAccessGateway", query) + "Content-Length: 0\r\n\r\n");
            Answer answer = connection.read();

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.headers().getOrDefault("x-sagfleet-detail", "").length())
                    .isLessThanOrEqualTo(1000);
            assertIsWellServed(connection);
        }
    }

    static Stream<String> wildValues() {
        return Stream.of("a%0D%0ASet-Cookie%3A%20x%3D1", "%00", "%E4%B8%AD%E6%96%87", "x".repeat(100_000));
    }

    @Test
    void garbageInsteadOfHttpIsAnsweredAndTheConnectionClosed() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send("\u0016\u0003\u0001 this is not HTTP\r\n\r\n");

            assertIsApiError(connection.read(), 400, "InvalidParameter.Format");
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://localhost:8640/healthz",
                "GET HTTPS://LOCALHOST/healthz?x=http://y/z",
                "GET http://localhost/healthz"
            })
    void aTargetMayBeAbsoluteAsProxiesSendIt(String start) throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(start + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8640", "http://localhost", "http://localhost/", ""})
    void anAbsoluteTargetWithoutAPathIsTheOpenApi(String start) throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(regions().replace("POST /?", "POST " + start + "?") + "Content-Length: 0\r\n\r\n");

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void requestsSentAtOnceAreAnsweredInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            requests.append(i % 2 == 0 ? regions() : signed(ROOT, "DescribeNonsense", "n=" + i))
                    .append("Content-Length: 0\r\n\r\n");
        }
        try (RawHttp connection = connected()) {
            connection.send(requests.toString());

            for (int i = 0; i < 50; i++) {
                assertThat(connection.read().status()).isEqualTo(i % 2 == 0 ? 200 : 404);
            }
        }
    }

    @Test
    void http10IsClosedAfterTheAnswerUnlessItAsksToBeKept() throws IOException {
        try (RawHttp closed = connected();
                RawHttp kept = connected()) {
            closed.send("GET /healthz HTTP/1.0\r\n\r\n");
            assertThat(closed.read().headers().get("connection")).isEqualTo("close");
            assertThat(closed.isAtEnd()).isTrue();

            kept.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(kept.read().headers().get("connection")).isEqualTo("keep-alive");
            assertIsWellServed(kept);
        }
    }

    @Test
    void aHeadRequestGetsNoBody() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.read(false).status()).isEqualTo(200);
            assertIsWellServed(connection);
        }
    }

    @Test
    void theHealthOfTheControllerIsOpenToAll() throws IOException {
        try (RawHttp connection = connected()) {
            connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(JSON.readTree(connection.read().body()).path("status").textValue())
                    .isEqualTo("ok");
        }
    }

    static Stream<Arguments> controlCalls() {
        String token = "Bearer " + running.controller().credentials().controlToken();
        return Stream.of(
                Arguments.of("GET /_sag/settings", "", "", 401),
                Arguments.of("GET /_sag/settings", "Bearer wrong", "", 401),
                Arguments.of("GET /_sag/settings", token.substring(0, token.length() - 1), "", 401),
                Arguments.of("GET /_sag/%zz", "", "", 401),
                Arguments.of("GET /_sag/settings", token, "", 200),
                Arguments.of("GET /_sag/nonsense", token, "", 404),
                Arguments.of("GET /_sag/", token, "", 404),
                Arguments.of("GET /_sag/%zz", token, "", 400),
                Arguments.of("GET /_sag/devices/%20", token, "", 400),
                Arguments.of("GET /_sag/devices/unknown", token, "", 404),
                Arguments.of("DELETE /_sag/settings", token, "", 405),
                Arguments.of("PUT /_sag/settings", token, "{\"versionCheck\":", 400),
                Arguments.of("PUT /_sag/settings", token, "nonsense", 400),
                Arguments.of("PUT /_sag/settings", token, "[]", 400),
                Arguments.of("PUT /_sag/settings", token, "[".repeat(200_000), 400),
                Arguments.of("PUT /_sag/settings", token, "{\"versionCheck\":\"yes\"}", 400),
                Arguments.of("PUT /_sag/settings", token, "{\"versionchck\":true}", 400),
                Arguments.of("PUT /_sag/plans/unknown", token, "{\"lockReason\":null}", 400),
                Arguments.of("POST /_sag/orders/unknown/pay", token, "", 404));
    }

    @ParameterizedTest
    @MethodSource("controlCalls")
    void theControlApiSaysWhatIsWrong(String request, String authorization, String body, int status)
            throws IOException {
        try (RawHttp connection = connected()) {
            connection.send(request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            Answer answer = connection.read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().get("content-type")).isEqualTo("application/json;charset=utf-8");
            assertThat(JSON.readTree(answer.body()).has("error")).isEqualTo(status != 200);
            assertIsWellServed(connection);
        }
    }
}
