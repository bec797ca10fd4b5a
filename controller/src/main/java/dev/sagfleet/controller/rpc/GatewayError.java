package dev.sagfleet.controller.rpc;

/**
 * The errors of the API gateway, which stands in front of every product, with the wording of its public
 * list. The errors of the product itself are defined where its rules are.
 */
public enum GatewayError {
    /** The owner of the key may not do this: as the product itself says it, for some of its actions. */
    FORBIDDEN(403, "Forbidden", "User not authorized to operate on the specified resource."),
    /** The owner of the key may not do this. */
    FORBIDDEN_RAM(
            403,
            "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't support RAM."),
    /** The signature lacks a part or leaves unsigned what has to be signed. */
    INCOMPLETE_SIGNATURE(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."),
    /** A fault of the server's own. */
    INTERNAL_ERROR(
            500, "InternalError", "The request processing has failed due to some unknown error, exception or failure."),
    /** Somebody has this access key, and it is switched off. */
    INACTIVE_ACCESS_KEY(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."),
    /** Nobody has this access key. */
    UNKNOWN_ACCESS_KEY(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."),
    /** There is no such action, or no such path. */
    UNKNOWN_ACTION(404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method."),
    /** The query or the form cannot be read. */
    MALFORMED_PARAMETER(400, "InvalidParameter.Format", "Specified parameter format is not valid."),
    /** Any way to sign but HMAC-SHA1 (v1) and ACS3-HMAC-SHA256 (v3). */
    INVALID_SIGNATURE_METHOD(400, "InvalidSignatureMethod", "Specified signature method is not valid."),
    /** The time of the request is too far from the server's, before or after. */
    EXPIRED_TIMESTAMP(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."),
    /** The time of the request is not {@code yyyy-MM-ddTHH:mm:ssZ}. */
    MALFORMED_TIMESTAMP(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."),
    /** The product has no such API version. */
    UNKNOWN_VERSION(400, "NoSuchVersion", "The specified version does not exist."),
    /** The server cannot answer for now. */
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
    /** The token of a temporary key has had its time. */
    EXPIRED_SECURITY_TOKEN(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),
    /** The token is of another temporary key, or of none. */
    OTHER_SECURITY_TOKEN(
            400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey."),
    /** The request is not what the owner of the key signed. */
    SIGNATURE_DOES_NOT_MATCH(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation."),
    /** The same signed request came before. */
    SIGNATURE_NONCE_USED(400, "SignatureNonceUsed", "Specified signature nonce was used already."),
    /** More requests than the server takes. */
    THROTTLING(400, "Throttling", "Request was denied due to request throttling."),
    /** Neither GET nor POST. */
    UNSUPPORTED_METHOD(403, "UnsupportedHTTPMethod", "This http method not supported.");

    private static final int TO_SIGN_LENGTH_MAX = 16 * 1024;

    private final int status;
    private final String code;
    private final String message;

    GatewayError(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The error that a caller gets when a required parameter is absent or empty. */
    public static ApiException missing(String parameter) {
        return new ApiException(400, "Missing" + parameter, parameter + " is mandatory for this action.");
    }

    /** The error that a caller gets when a parameter is malformed or out of its range. */
    public static ApiException invalid(String parameter) {
        return new ApiException(400, "Invalid" + parameter, "Specified parameter " + parameter + " is not valid.");
    }

    /**
     * The error of a signature that is another one, with what should have been signed behind its documented
     * message: clients compare that with what they signed, to tell a wrong secret from a wrong signature.
     * One that is too long to send back is left out.
     */
    static ApiException signatureDoesNotMatch(String toSign) {
        GatewayError error = SIGNATURE_DOES_NOT_MATCH;
        return toSign.length() > TO_SIGN_LENGTH_MAX
                ? error.exception()
                : new ApiException(error.status, error.code, error.message + " server string to sign is:" + toSign);
    }

    /** This error, to be thrown. */
    public ApiException exception() {
        return new ApiException(status, code, message);
    }

    /** This error, to be thrown, with what was found and required. */
    public ApiException exception(String detail) {
        return exception().withDetail(detail);
    }
}
