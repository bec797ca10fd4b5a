package dev.sagfleet.simulator.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.rpc.HttpCall;
import dev.sagfleet.controller.rpc.SignatureV3;
import dev.sagfleet.controller.server.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls one controller, at its API and at its control API. Safe for many threads. */
final class Caller {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
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
        Map<String, String> headers = new TreeMap<>(Map.of(
                "host",
                authority,
                "x-acs-action",
                action,
                "x-acs-version",
                "2018-03-13",
                "x-acs-date",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce",
                UUID.randomUUID().toString(),
                "x-acs-content-sha256",
                EMPTY_SHA256));
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        HttpCall call = HttpCall.of("POST", "/", query, headers, new byte[0]);
        String signature =
                SignatureV3.compute(call, headers.keySet(), credentials.root().secret());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority + "/?" + query))
                .timeout(TIMEOUT)
                .header(
                        "Authorization",
                        "ACS3-HMAC-SHA256 Credential=" + credentials.root().id() + ",SignedHeaders="
                                + String.join(";", headers.keySet()) + ",Signature=" + signature)
                .POST(BodyPublishers.noBody());
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

    int devicesOnline() throws IOException, InterruptedException {
        return show("/healthz").path("devices").path("online").asInt();
    }

    /** Whether a device has answered all that it should be with having done it. */
    boolean isFollowing(String serial) throws IOException, InterruptedException {
        JsonNode device = show("/_sag/devices/" + serial);
        JsonNode reported = device.path("reported");
        boolean isFollowing =
                device.path("online").booleanValue() && !device.path("desired").isEmpty();
        for (Map.Entry<String, JsonNode> desired : device.path("desired").properties()) {
            JsonNode answer = reported.path(desired.getKey());
            isFollowing &= answer.path("state").asText().equals("applied")
                    && answer.path("revision").equals(desired.getValue().path("revision"));
        }
        return isFollowing;
    }
}
