package dev.sagfleet.simulator.cli;

import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLParameters;

/** How a command reaches a controller. */
final class Http {
    /** For a connection, and for an answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .sslContext(new NoTls())
                .sslParameters(new SSLParameters())
                .build();
    }

    private Http() {}
}
