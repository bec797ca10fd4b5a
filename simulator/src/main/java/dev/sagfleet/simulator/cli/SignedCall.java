package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.Gateway;
import dev.sagfleet.controller.rpc.HttpCall;
import dev.sagfleet.controller.rpc.SignatureV3;
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
import java.util.stream.Collectors;

/** Calls with signature v3, the parameters in the query and no body, as the official clients do. */
final class SignedCall {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI endpoint;
    private final AccessKey key;

    SignedCall(URI endpoint, AccessKey key) {
        this.endpoint = endpoint;
        this.key = key;
    }

    HttpResponse<String> send(String action, Map<String, String> parameters, Instant now, String nonce)
            throws IOException, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.getRawAuthority());
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", Gateway.API_VERSION);
        headers.put("x-acs-date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", nonce);
        headers.put("x-acs-content-sha256", EMPTY_SHA256);
        String query = parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + '=' + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        HttpCall call = HttpCall.of("POST", "/", query, headers, new byte[0]);
        String signature = SignatureV3.compute(call, headers.keySet(), key.secret());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + "?" + query))
                .timeout(TIMEOUT)
                .header(
                        "Authorization",
                        "ACS3-HMAC-SHA256 Credential=" + key.id() + ",SignedHeaders="
                                + String.join(";", headers.keySet()) + ",Signature=" + signature)
                .POST(BodyPublishers.noBody());
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
