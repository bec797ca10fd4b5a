package dev.sagfleet.controller.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GatewayErrorTest {
    /** Status, code and message as the gateway's public list has them. */
    private static final String DOCUMENTED =
            """
            403 | Forbidden | User not authorized to operate on the specified resource.
            403 | Forbidden.RAM | User not authorized to operate on the specified resource, or this API doesn't support RAM.
            400 | IncompleteSignature | The request signature does not conform to Aliyun standards.
            500 | InternalError | The request processing has failed due to some unknown error, exception or failure.
            400 | InvalidAccessKeyId.Inactive | Specified access key is disabled.
            404 | InvalidAccessKeyId.NotFound | Specified access key is not found.
            404 | InvalidApi.NotFound | Specified api is not found, please check your url and method.
            400 | InvalidParameter.Format | Specified parameter format is not valid.
            400 | InvalidSecurityToken.Expired | Specified SecurityToken is expired.
            400 | InvalidSecurityToken.MismatchWithAccessKey | Specified SecurityToken mismatch with the AccessKey.
            400 | InvalidSignatureMethod | Specified signature method is not valid.
            400 | InvalidTimeStamp.Expired | Specified time stamp or date value is expired.
            400 | InvalidTimeStamp.Format | Specified time stamp or date value is not well formatted.
            400 | NoSuchVersion | The specified version does not exist.
            503 | ServiceUnavailable | The request has failed due to a temporary failure of the server.
            400 | SignatureDoesNotMatch | Specified signature is not matched with our calculation.
            400 | SignatureNonceUsed | Specified signature nonce was used already.
            400 | Throttling | Request was denied due to request throttling.
            403 | UnsupportedHTTPMethod | This http method not supported.
            """;

    @Test
    void errorsAreDocumentedToTheLetter() {
        var errors = Arrays.stream(GatewayError.values())
                .map(GatewayError::exception)
                .map(error -> error.status() + " | " + error.code() + " | " + error.message());

        assertThat(errors)
                .containsExactlyInAnyOrderElementsOf(DOCUMENTED.lines().toList());
    }

    @Test
    void parameterNamesItsError() {
        assertThat(GatewayError.missing("SmartAGId"))
                .returns(400, ApiException::status)
                .returns("MissingSmartAGId", ApiException::code)
                .hasMessage("SmartAGId is mandatory for this action.");
        assertThat(GatewayError.invalid("SmartAGId"))
                .returns(400, ApiException::status)
                .returns("InvalidSmartAGId", ApiException::code)
                .hasMessage("Specified parameter SmartAGId is not valid.");
    }

    @Test
    void detailFitsIntoAHeader() {
        var error = GatewayError.THROTTLING.exception("a\r\n\u00e9" + "x".repeat(1_000));

        assertThat(error.detail()).hasValue("a???" + "x".repeat(ApiException.DETAIL_LENGTH_MAX - 4));
        assertThat(error).hasMessage("Request was denied due to request throttling.");
        assertThat(GatewayError.THROTTLING.exception().detail()).isEmpty();
    }
}
