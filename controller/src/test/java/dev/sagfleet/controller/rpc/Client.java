package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as a client does, with none of the code under test. */
final class Client {
    static final AccessKey KEY = new AccessKey("testid", "testsecret");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private static final byte[] NO_BODY = {};

    private Client() {}

    /** The parameters of a v1 call without its signature. */
    static Map<String, String> v1Parameters(Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "Action", "DescribeRegions",
                "Version", "2018-03-13",
                "AccessKeyId", KEY.id(),
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", "nonce-1",
                "Timestamp", "2026-01-02T03:04:05Z"));
        all.putAll(own);
        return all;
    }

    static Map<String, String> v1Signed(String method, Map<String, String> parameters) {
        String toSign = method + "&" + encode("/") + "&" + encode(query(parameters));
        Map<String, String> signed = new TreeMap<>(parameters);
        signed.put("Signature", Base64.getEncoder().encodeToString(hmac("HmacSHA1", KEY.secret() + "&", toSign)));
        return signed;
    }

    static HttpCall v1Get(Map<String, String> own) {
        return get(query(v1Signed("GET", v1Parameters(own))));
    }

    static HttpCall get(String query) {
        return HttpCall.of("GET", "/", query, Map.of("Host", "localhost"), NO_BODY);
    }

    static HttpCall post(String query, String form) {
        return HttpCall.of("POST", "/", query, FORM, form.getBytes(UTF_8));
    }

    /** The headers of a v3 call without its authorization; all of them are to be signed. */
    static Map<String, String> v3Headers(byte[] body) {
        return new TreeMap<>(Map.of(
                "host", "127.0.0.1:8640",
                "x-acs-action", "DescribeRegions",
                "x-acs-version", "2018-03-13",
                "x-acs-date", "2026-01-02T03:04:05Z",
                "x-acs-signature-nonce", "nonce-1",
                "x-acs-content-sha256", hex(sha256(body)),
                "x-acs-credentials-provider", "static_ak"));
    }

    /** A v3 call with these parameters in the query and all headers signed. */
    static HttpCall v3(String method, Map<String, String> query, Map<String, String> headers, byte[] body) {
        String names = String.join(";", headers.keySet());
        String canonical = method + "\n/\n" + query(query) + "\n"
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + hex(sha256(body));
        String toSign = "ACS3-HMAC-SHA256\n" + hex(sha256(canonical.getBytes(UTF_8)));
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put(
                "Authorization",
                "ACS3-HMAC-SHA256 Credential=" + KEY.id() + ",SignedHeaders=" + names + ",Signature="
                        + hex(hmac("HmacSHA256", KEY.secret(), toSign)));
        return HttpCall.of(method, "/", query(query), sent, body);
    }

    static HttpCall v3Post(Map<String, String> query) {
        return v3("POST", query, v3Headers(NO_BODY), NO_BODY);
    }

    /** Percent-encoded and sorted, as a signing client writes its query. */
    static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** As a Java client writes its form: {@code +} for a space, {@code *} raw, {@code ~} encoded. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static byte[] hmac(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
