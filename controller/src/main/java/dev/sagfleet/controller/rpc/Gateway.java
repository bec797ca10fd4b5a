package dev.sagfleet.controller.rpc;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets a request in if it is signed by a known key, fresh, and new. Safe for many threads if the access
 * keys are.
 *
 * <p>The nonce comes last, so that nobody without the key can use one up.
 */
public final class Gateway {
    /** The one version of the API that there is. */
    public static final String API_VERSION = "2018-03-13";

    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

    private final AccessKeys keys;
    private final Nonces nonces;

    public Gateway(AccessKeys keys, Nonces nonces) {
        this.keys = keys;
        this.nonces = nonces;
    }

    /**
     * The request in a call. Its path is the caller's business.
     *
     * @param now wall time
     * @throws ApiException for the first thing wrong with it: method, encoding, action, version, parts of
     *     the signature, key, its token, timestamp, signature, nonce
     */
    public RpcRequest accept(HttpCall call, Instant now) {
        if (!call.method().equals("GET") && !call.method().equals("POST")) {
            throw GatewayError.UNSUPPORTED_METHOD.exception("found " + call.method() + ", required GET or POST");
        }
        Parameters parameters = Parameters.of(call);
        boolean inHeader = Authorization.isIn(call);
        String action = (inHeader ? SignatureV3.text(call, SignatureV3.ACTION) : parameters.optional("Action"))
                .orElseThrow(() -> GatewayError.missing("Action"));
        requireVersion(inHeader ? SignatureV3.text(call, SignatureV3.VERSION) : parameters.optional("Version"));

        Signature signature = inHeader ? SignatureV3.read(call) : SignatureV1.read(call, parameters);
        AccessKey key = require(signature, now);
        Instant timestamp = requireFresh(signature.timestamp(), now);
        if (!signature.isBy(key)) {
            throw GatewayError.signatureDoesNotMatch(signature.toSign()).withDetail(signature.hint());
        }
        nonces.use(key.id(), signature.nonce(), timestamp, now);
        return new RpcRequest(action, key.id(), parameters, ResponseFormat.of(call, parameters), call.source());
    }

    /** The key, which must be active, and have its token with it if it is a temporary one. */
    private AccessKey require(Signature signature, Instant now) {
        String id = signature.accessKeyId();
        AccessKey key = keys.find(id)
                .orElseThrow(() -> GatewayError.UNKNOWN_ACCESS_KEY.exception("found access key " + id
                        + ", required that of the controller's file credentials, or one of a user"));
        if (!key.isActive()) {
            throw GatewayError.INACTIVE_ACCESS_KEY.exception(
                    "found access key " + id + ", which is inactive, required an active one");
        }
        Optional<String> found = signature.securityToken();
        if (key.token().isPresent()) {
            requireToken(key.token().get(), found.orElseThrow(() -> GatewayError.missing("SecurityToken")), now);
        } else if (found.isPresent()) {
            throw GatewayError.invalid("SecurityToken")
                    .withDetail("found one, required none, since the access key " + id + " is not a temporary one");
        }
        return key;
    }

    private static void requireToken(SecurityToken token, String found, Instant now) {
        if (!Digests.same(token.text(), found)) {
            throw GatewayError.OTHER_SECURITY_TOKEN.exception("required the one that was given with the access key");
        }
        if (!now.isBefore(token.expiry())) {
            throw GatewayError.EXPIRED_SECURITY_TOKEN.exception("found one that was good until " + token.expiry());
        }
    }

    private static void requireVersion(Optional<String> version) {
        String found = version.orElseThrow(() -> GatewayError.missing("Version"));
        if (!found.equals(API_VERSION)) {
            throw GatewayError.UNKNOWN_VERSION.exception("found " + found + ", required " + API_VERSION);
        }
    }

    private static Instant requireFresh(String text, Instant now) {
        Instant timestamp = instant(text);
        if (Duration.between(timestamp, now).abs().compareTo(Nonces.WINDOW) > 0) {
            throw GatewayError.EXPIRED_TIMESTAMP.exception(
                    "found " + text + ", required " + now + " give or take " + Nonces.WINDOW.toMinutes() + " minutes");
        }
        return timestamp;
    }

    private static Instant instant(String text) {
        if (TIMESTAMP.matcher(text).matches()) {
            try {
                return LocalDateTime.of(
                                digits(text, 0, 4),
                                digits(text, 5, 7),
                                digits(text, 8, 10),
                                digits(text, 11, 13),
                                digits(text, 14, 16),
                                digits(text, 17, 19))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // A 13th month has the right form too: as malformed as any other text.
            }
        }
        throw GatewayError.MALFORMED_TIMESTAMP.exception("found " + text + ", required yyyy-MM-ddTHH:mm:ssZ in UTC");
    }

    private static int digits(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
