package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.rpc.SignedRequest;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.world.TestWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Calls one controller, at its API and at its control API. Safe for many threads. */
final class Caller {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authority;
    private final Credentials credentials;

    Caller(int apiPort, Credentials credentials) {
        authority = "127.0.0.1:" + apiPort;
        this.credentials = credentials;
    }

    HttpResponse<String> call(String action, Map<String, String> parameters) throws IOException, InterruptedException {
        SignedRequest signed = SignedRequest.of(
                authority,
                action,
                parameters,
                credentials.root(),
                Instant.now(),
                UUID.randomUUID().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority + "/?" + signed.query()))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.noBody());
        Map<String, String> headers = new TreeMap<>(signed.headers());
        // The client writes this one itself, from the URL.
        headers.remove("host");
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What the control API shows at a path. */
    JsonNode show(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + authority + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + credentials.controlToken())
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    /** Switches a simulated device's network off or on. */
    void switchNetwork(String serial, boolean online) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + authority + "/_sag/devices/" + serial + "/fault"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + credentials.controlToken())
                .PUT(BodyPublishers.ofString("{\"online\": " + online + '}'))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    int devicesOnline() throws IOException, InterruptedException {
        return show("/healthz").path("devices").path("online").asInt();
    }

    /** Whether a device has answered all that it should be with having done it. */
    boolean isFollowing(String serial) throws IOException, InterruptedException {
        JsonNode device = show("/_sag/devices/" + serial);
        return device.path("online").booleanValue() && !device.path("desired").isEmpty() && TestWorld.isInStep(device);
    }
}
