package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sagfleet.simulator.cli.Http.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of commands, byte for byte as a server sees them, and answers that servers give. */
@Timeout(30)
class HttpTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void aRequestIsWrittenAsItWasMeant() throws IOException, InterruptedException {
        try (var server = new ScriptedServer(ScriptedServer.ok("{}"));
                var http = new Http()) {
            http.send(new Request("PUT", server.uri("/a/b?c=%20d"), Map.of("Authorization", "Bearer x"), "{\"e\":1}"));

            assertThat(server.request())
                    .containsExactly(
                            "PUT /a/b?c=%20d HTTP/1.1",
                            "Host: " + server.uri("/").getAuthority(),
                            "Authorization: Bearer x",
                            "Content-Length: 7",
                            "{\"e\":1}");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "POST, true", "DELETE, true"})
    void onlyAGetSaysNothingOfABodyThatItHasNot(String method, boolean says) throws IOException, InterruptedException {
        try (var server = new ScriptedServer(ScriptedServer.ok("{}"));
                var http = new Http()) {
            http.send(new Request(method, server.uri(""), Map.of(), ""));

            assertThat(server.request().contains("Content-Length: 0")).isEqualTo(says);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 500, 503})
    void anAnswerHasItsStatusItsFieldsAndItsBodyWhateverTheStatus(int status) throws IOException {
        String fields = " Reason\r\nContent-Length: 5\r\nX-Detail:  found 1 \r\nLocation: /x\r\n\r\n";
        try (var server = new ScriptedServer("HTTP/1.1 " + status + fields + "bödy");
                var http = new Http()) {
            Http.Answer answer = http.send(Request.get(server.uri("/")));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("x-detail")).contains("found 1");
            assertThat(answer.body()).isEqualTo("bödy");
        }
    }

    @Test
    void aBodyInChunksOrUpToTheEndOfTheConnectionIsWhole() throws IOException {
        String large = "x".repeat(300_000);
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;name=value\r\nabc\r\n493E0\r\n" + large
                + "\r\n0\r\nTrailer: x\r\n\r\n";
        try (var server = new ScriptedServer(chunked, ScriptedServer.ok(large), "HTTP/1.0 200\r\n\r\n" + large);
                var http = new Http()) {
            assertThat(http.send(Request.get(server.uri("/"))).body()).isEqualTo("abc" + large);
            assertThat(http.send(Request.get(server.uri("/"))).body()).isEqualTo(large);
            assertThat(http.send(Request.get(server.uri("/"))).body()).isEqualTo(large);
            assertThat(server.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void whatOnlyAnnouncesAnAnswerIsPassedOver() throws IOException {
        try (var server = new ScriptedServer("HTTP/1.1 100 Continue\r\n\r\n" + ScriptedServer.ok("{}"));
                var http = new Http()) {
            assertThat(http.send(Request.get(server.uri("/"))).body()).isEqualTo("{}");
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsNotUsedAgain() throws IOException {
        String last = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        try (var server = new ScriptedServer("HTTP/1.0 200 OK\r\n\r\n{}", last, ScriptedServer.ok("[]"));
                var http = new Http()) {
            http.send(Request.get(server.uri("/")));
            http.send(Request.get(server.uri("/")));
            assertThat(server.connectionCount()).isEqualTo(2);
        }
    }

    /** As one that has restarted, or that waits for no more requests, while a user types the next. */
    @Test
    void aConnectionThatTheServerHasClosedMeanwhileIsLeft() throws IOException, InterruptedException {
        var nowNanos = new AtomicLong();
        try (var server = new ScriptedServer(ScriptedServer.ok("{}"), ScriptedServer.ok("[]"), ScriptedServer.ok("1"));
                var http = new Http(Http.TIMEOUT, nowNanos::get)) {
            http.send(new Request("POST", server.uri("/1"), Map.of(), ""));
            nowNanos.addAndGet(Duration.ofSeconds(1).toNanos());
            http.send(new Request("POST", server.uri("/2"), Map.of(), ""));
            assertThat(server.connectionCount()).isEqualTo(1);

            server.closeConnections();
            nowNanos.addAndGet(Duration.ofSeconds(1).toNanos());

            assertThat(http.send(new Request("POST", server.uri("/3"), Map.of(), ""))
                            .body())
                    .isEqualTo("1");
            assertThat(server.connectionCount()).isEqualTo(2);
        }
    }

    @Test
    void aProxyOfTheJvmIsAskedInThePlaceOfTheServer() throws IOException, InterruptedException {
        ProxySelector before = ProxySelector.getDefault();
        try (var proxy = new ScriptedServer(ScriptedServer.ok("{}"));
                var http = new Http()) {
            URI behind = URI.create("http://127.0.0.2:1/a?b");
            ProxySelector.setDefault(new OneProxy(behind, proxy.uri("").getPort(), before));

            http.send(Request.get(behind));

            assertThat(proxy.request()).startsWith("GET http://127.0.0.2:1/a?b HTTP/1.1", "Host: 127.0.0.2:1");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** For one URL alone, since the rest of the process asks it too. */
    private static final class OneProxy extends ProxySelector {
        private final URI behind;
        private final int port;
        private final ProxySelector others;

        OneProxy(URI behind, int port, ProxySelector others) {
            this.behind = behind;
            this.port = port;
            this.others = others;
        }

        @Override
        public List<Proxy> select(URI uri) {
            var address = InetSocketAddress.createUnresolved("127.0.0.1", port);
            return uri.equals(behind) ? List.of(new Proxy(Proxy.Type.HTTP, address)) : others.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            others.connectFailed(uri, address, failure);
        }
    }

    @Test
    void aRequestThatGotNoAnswerIsNotMadeAgain() throws IOException, InterruptedException {
        try (var server = new ScriptedServer(ScriptedServer.HANG_UP, ScriptedServer.ok("{}"));
                var http = new Http()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(new Request("POST", server.uri("/"), Map.of(), "{}")))
                    .withMessage("it closed the connection before it had answered");

            server.request();
            assertThat(http.send(Request.get(server.uri("/next"))).body()).isEqualTo("{}");
            assertThat(server.request()).first().isEqualTo("GET /next HTTP/1.1");
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n"
            })
    void whatIsNoHttpIsToldInOneWay(String answer) throws IOException {
        try (var server = new ScriptedServer(answer);
                var http = new Http()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(Request.get(server.uri("/"))))
                    .withMessage("it answers as no controller does");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.0 200 OK\r\nContent-Length:3\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n9\r\n{}"
            })
    void anAnswerThatIsCutOffIsNone(String answer) throws IOException {
        try (var server = new ScriptedServer(answer);
                var http = new Http()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(Request.get(server.uri("/"))))
                    .withMessageStartingWith("it closed the connection ");
        }
    }

    @Test
    void silenceIsNoAnswer() throws IOException {
        try (var server = new ScriptedServer(ScriptedServer.SILENCE, ScriptedServer.SILENCE);
                var http = new Http(SHORT, () -> 0)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(Request.get(server.uri("/"))))
                    .withMessage("nothing came in 0 s");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.open(Request.get(server.uri("/"))))
                    .withMessage("nothing came in 0 s");
        }
    }

    @Test
    void nobodyThereIsTold() throws IOException {
        URI nobody = URI.create("http://127.0.0.1:" + CommandLineRun.unusedPort() + "/");
        try (var http = new Http()) {
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> http.send(Request.get(nobody)));
        }
    }

    @Test
    void aValueThatWouldEndItsLineIsNotSent() throws IOException {
        try (var server = new ScriptedServer();
                var http = new Http()) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> http.send(
                            new Request("GET", server.uri("/"), Map.of("x-acs-action", "A\r\nHost: other"), "")));
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }
}
