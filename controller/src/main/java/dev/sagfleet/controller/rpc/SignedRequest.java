package dev.sagfleet.controller.rpc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A call as the official clients make it: POST, the parameters in the query, no body, signature v3.
 *
 * @param query percent-encoded, without the {@code ?}
 * @param headers by name in lower case, {@code host} and {@code authorization} among them
 */
public record SignedRequest(String query, Map<String, String> headers) {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /**
     * Signs a call.
     *
     * @param authority host and port that it is sent to
     * @param nonce that no other call has
     */
    public static SignedRequest of(
            String authority, String action, Map<String, String> parameters, AccessKey key, Instant now, String nonce) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("host", authority);
        headers.put(SignatureV3.ACTION, action);
        headers.put(SignatureV3.VERSION, Gateway.API_VERSION);
        headers.put("x-acs-date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", nonce);
        headers.put("x-acs-content-sha256", EMPTY_SHA256);
        key.token().ifPresent(token -> headers.put(SignatureV3.SECURITY_TOKEN, token.text()));
        String query = parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + '=' + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        HttpCall call = HttpCall.of("POST", "/", query, headers, new byte[0]);
        String signature = SignatureV3.compute(call, headers.keySet(), key.secret());
        String signed = String.join(";", headers.keySet());
        headers.put(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=" + key.id() + ",SignedHeaders=" + signed + ",Signature=" + signature);
        return new SignedRequest(query, headers);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
