package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;

/** Makes signed calls to a controller, over a connection that is kept from one to the next. */
final class SignedCall {
    private final URI endpoint;
    private final AccessKey key;
    private final HttpClient client = Http.client();

    SignedCall(URI endpoint, AccessKey key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    HttpResponse<String> send(String action, Map<String, String> parameters, Instant now, String nonce)
            throws IOException, InterruptedException {
        SignedRequest signed = SignedRequest.of(endpoint.getRawAuthority(), action, parameters, key, now, nonce);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + "?" + signed.query()))
                .timeout(Http.TIMEOUT)
                .POST(BodyPublishers.noBody());
        signed.headers().forEach((name, value) -> {
            // The client writes this one itself, from the URL.
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
