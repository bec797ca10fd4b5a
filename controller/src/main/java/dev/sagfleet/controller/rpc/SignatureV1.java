package dev.sagfleet.controller.rpc;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A signature among the parameters: HMAC-SHA1 over all the others, of query and form alike.
 *
 * <p>Source: Alibaba Cloud RPC request signature, {@code SignatureVersion=1.0}. An empty parameter may have
 * been signed as {@code name=}, which clients do, or as {@code name}.
 */
public final class SignatureV1 implements Signature {
    private static final String METHOD = "HMAC-SHA1";
    private static final String VERSION = "1.0";

    private final String httpMethod;
    private final Parameters parameters;
    private final String accessKeyId;
    private final String timestamp;
    private final String nonce;
    private final String signature;

    private SignatureV1(String httpMethod, Parameters parameters) {
        this.httpMethod = httpMethod;
        this.parameters = parameters;
        this.accessKeyId = parameters.required("AccessKeyId");
        this.timestamp = parameters.required("Timestamp");
        this.nonce = parameters.required("SignatureNonce");
        this.signature = parameters.required("Signature");
    }

    /**
     * The signature among the parameters of a call.
     *
     * @throws ApiException if a part of it is missing, or it is of a kind that is not supported: bearer
     *     tokens are answered as an invalid {@code SignatureType}
     */
    static SignatureV1 read(HttpCall call, Parameters parameters) {
        parameters.optional("SignatureType").ifPresent(type -> {
            throw GatewayError.invalid("SignatureType").withDetail("found " + type + ", required none");
        });
        SignatureV1 signature = new SignatureV1(call.method(), parameters);
        String method = parameters.required("SignatureMethod");
        if (!method.equals(METHOD)) {
            throw GatewayError.INVALID_SIGNATURE_METHOD.exception("found " + method + ", required " + METHOD);
        }
        String version = parameters.required("SignatureVersion");
        if (!version.equals(VERSION)) {
            throw GatewayError.invalid("SignatureVersion").withDetail("found " + version + ", required " + VERSION);
        }
        return signature;
    }

    /**
     * The signature of a request with these parameters, in Base64; one already among them is left out.
     *
     * @param httpMethod {@code GET} or {@code POST}
     */
    public static String compute(String httpMethod, Map<String, String> parameters, String secret) {
        return sign(httpMethod, CanonicalQuery.of(signed(parameters)), secret);
    }

    @Override
    public String accessKeyId() {
        return accessKeyId;
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
        return parameters.optional("SecurityToken");
    }

    @Override
    public boolean isBy(AccessKey key) {
        return CanonicalQuery.isSigned(signed(parameters.asMap()), query -> matches(query, key));
    }

    @Override
    public String toSign() {
        return toSign(httpMethod, CanonicalQuery.of(signed(parameters.asMap())));
    }

    @Override
    public String hint() {
        return "required the HMAC-SHA1 of the string to sign, with & after the secret, in Base64";
    }

    private boolean matches(String canonicalQuery, AccessKey key) {
        return Digests.same(sign(httpMethod, canonicalQuery, key.secret()), signature);
    }

    private static SortedMap<String, String> signed(Map<String, String> parameters) {
        SortedMap<String, String> signed = new TreeMap<>(parameters);
        signed.remove("Signature");
        return signed;
    }

    private static String sign(String httpMethod, String canonicalQuery, String secret) {
        return Base64.getEncoder()
                .encodeToString(Digests.hmac("HmacSHA1", secret + '&', toSign(httpMethod, canonicalQuery)));
    }

    private static String toSign(String httpMethod, String canonicalQuery) {
        return httpMethod + "&%2F&" + PercentEncoding.encode(canonicalQuery);
    }
}
