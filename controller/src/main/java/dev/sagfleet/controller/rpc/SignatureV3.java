package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A signature in the header {@code Authorization}: HMAC-SHA256 over method, path, query, the headers that
 * it lists, and the hash of the body.
 *
 * <p>Source: Alibaba Cloud request signature v3, {@code ACS3-HMAC-SHA256}. Action, version, time and nonce
 * are headers, so those have to be among the signed ones.
 */
public final class SignatureV3 implements Signature {
    static final String ACTION = "x-acs-action";
    static final String VERSION = "x-acs-version";
    static final String SECURITY_TOKEN = "x-acs-security-token";

    private static final String DATE = "x-acs-date";
    private static final String NONCE = "x-acs-signature-nonce";
    private static final String BODY_HASH = "x-acs-content-sha256";
    private static final List<String> SIGNED_ALWAYS = List.of("host", ACTION, VERSION, DATE, NONCE, BODY_HASH);

    private final HttpCall call;
    private final Authorization authorization;
    private final String timestamp;
    private final String nonce;

    private SignatureV3(HttpCall call, Authorization authorization) {
        this.call = call;
        this.authorization = authorization;
        this.timestamp = requiredText(call, DATE);
        this.nonce = requiredText(call, NONCE);
    }

    /**
     * The signature in the headers of a call.
     *
     * @throws ApiException if a part of it is missing, it leaves a header unsigned that counts, or it is of
     *     a kind that is not supported: bearer tokens are answered as an invalid {@code SignatureType}
     */
    static SignatureV3 read(HttpCall call) {
        if (text(call, "x-acs-signature-type").isPresent()
                || text(call, "x-acs-bearer-token").isPresent()) {
            throw GatewayError.invalid("SignatureType").withDetail("bearer tokens are not supported");
        }
        Authorization authorization = Authorization.read(call);
        for (String name : SIGNED_ALWAYS) {
            if (!authorization.signedHeaders().contains(name)) {
                throw GatewayError.INCOMPLETE_SIGNATURE.exception("header " + name + " has to be signed");
            }
        }
        if (text(call, SECURITY_TOKEN).isPresent()
                && !authorization.signedHeaders().contains(SECURITY_TOKEN)) {
            throw GatewayError.INCOMPLETE_SIGNATURE.exception("header " + SECURITY_TOKEN + " has to be signed");
        }
        for (String name : authorization.signedHeaders()) {
            requiredHeader(call, name);
        }
        return new SignatureV3(call, authorization);
    }

    /**
     * The signature of a call under which these of its headers stand, in hex.
     *
     * @param signedHeaders names in lower case
     * @throws ApiException if the query is malformed or a header is absent
     */
    public static String compute(HttpCall call, Collection<String> signedHeaders, String secret) {
        return sign(call, CanonicalQuery.of(call.queryParameters()), signedHeaders, secret);
    }

    @Override
    public String accessKeyId() {
        return authorization.accessKeyId();
    }

    @Override
    public String timestamp() {
        return timestamp;
    }

    @Override
    public String nonce() {
        return nonce;
    }

    @Override
    public Optional<String> securityToken() {
        return text(call, SECURITY_TOKEN);
    }

    @Override
    public boolean isBy(AccessKey key) {
        return Digests.same(call.bodySha256Hex(), requiredHeader(call, BODY_HASH))
                && CanonicalQuery.isSigned(call.queryParameters(), query -> matches(query, key));
    }

    @Override
    public String toSign() {
        return toSign(canonicalRequest());
    }

    @Override
    public String hint() {
        String found = requiredHeader(call, BODY_HASH);
        return Digests.same(call.bodySha256Hex(), found)
                ? "required the signature of the canonical request "
                        + canonicalRequest().replace("\n", "\\n")
                : "found " + BODY_HASH + ' ' + found + ", required " + call.bodySha256Hex() + ", that of a body of "
                        + call.body().remaining() + " bytes";
    }

    private String canonicalRequest() {
        return canonicalRequest(call, CanonicalQuery.of(call.queryParameters()), authorization.signedHeaders());
    }

    private boolean matches(String canonicalQuery, AccessKey key) {
        String expected = sign(call, canonicalQuery, authorization.signedHeaders(), key.secret());
        return Digests.same(expected, authorization.signature());
    }

    private static String sign(HttpCall call, String canonicalQuery, Collection<String> names, String secret) {
        String toSign = toSign(canonicalRequest(call, canonicalQuery, names));
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secret, toSign));
    }

    private static String toSign(String canonicalRequest) {
        return Authorization.ALGORITHM + '\n' + Digests.sha256Hex(canonicalRequest.getBytes(UTF_8));
    }

    private static String canonicalRequest(HttpCall call, String canonicalQuery, Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(names);
        String headers = sorted.stream()
                .map(name -> name + ':' + requiredHeader(call, name) + '\n')
                .collect(Collectors.joining());
        return String.join(
                "\n",
                call.method(),
                call.path(),
                canonicalQuery,
                headers,
                String.join(";", sorted),
                call.bodySha256Hex());
    }

    private static String requiredHeader(HttpCall call, String name) {
        return call.header(name)
                .orElseThrow(() -> GatewayError.INCOMPLETE_SIGNATURE.exception("header " + name + " is missing"));
    }

    private static String requiredText(HttpCall call, String name) {
        return text(call, name)
                .orElseThrow(() -> GatewayError.INCOMPLETE_SIGNATURE.exception("header " + name + " is empty"));
    }

    /** The value of a header, unless it is empty. */
    static Optional<String> text(HttpCall call, String name) {
        return call.header(name).filter(value -> !value.isEmpty());
    }
}
