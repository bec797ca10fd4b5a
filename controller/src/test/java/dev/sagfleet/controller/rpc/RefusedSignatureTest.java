package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.TestedGateway.NO_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a call is told that is not signed as it has to be. */
class RefusedSignatureTest {
    private final TestedGateway gateway = new TestedGateway();

    @Test
    void v1RequestHasToBeComplete() {
        for (String name : new String[] {
            "Action", "Version", "AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"
        }) {
            assertThat(gateway.refusedV1Without(name)).isEqualTo("400 Missing" + name);
            assertThat(gateway.refusedV1(name, "")).isEqualTo("400 Missing" + name);
        }
        assertThat(gateway.refused(Client.get(Client.query(Client.v1Parameters(Map.of())))))
                .isEqualTo("400 MissingSignature");
    }

    @Test
    void v3RequestHasToBeComplete() {
        assertThat(gateway.refusedV3Without("x-acs-action")).isEqualTo("400 MissingAction");
        assertThat(gateway.refusedV3Without("x-acs-version")).isEqualTo("400 MissingVersion");
        for (String name : List.of("host", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256")) {
            assertThat(gateway.refusedV3Without(name)).as(name).isEqualTo("400 IncompleteSignature");
        }
        assertThat(gateway.refusedV3("x-acs-date", "")).isEqualTo("400 IncompleteSignature");
        assertThat(gateway.refusedV3("x-acs-signature-nonce", "")).isEqualTo("400 IncompleteSignature");
    }

    @Test
    void v3HeaderThatCountsHasToBeSigned() {
        for (String name : List.of(
                "host",
                "x-acs-action",
                "x-acs-version",
                "x-acs-date",
                "x-acs-signature-nonce",
                "x-acs-content-sha256")) {
            var signed = new TreeMap<>(Client.v3Headers(NO_BODY));
            String value = signed.remove(name);
            var call = Client.v3("POST", Map.of(), signed, NO_BODY);
            signed.put("authorization", call.header("authorization").orElseThrow());
            signed.put(name, value);

            assertThat(gateway.refused(HttpCall.of("POST", "/", "", signed, NO_BODY)))
                    .as(name)
                    .isEqualTo("400 IncompleteSignature");
        }
    }

    @Test
    void v3SignedHeaderHasToBeThere() {
        var sent = new TreeMap<>(Client.v3Headers(NO_BODY));
        var call = Client.v3("POST", Map.of(), sent, NO_BODY);
        sent.remove("x-acs-credentials-provider");
        sent.put("authorization", call.header("authorization").orElseThrow());

        assertThat(gateway.refused(HttpCall.of("POST", "/", "", sent, NO_BODY))).isEqualTo("400 IncompleteSignature");
    }

    @Test
    void malformedAuthorizationIsIncomplete() {
        String names = String.join(";", Client.v3Headers(NO_BODY).keySet());
        for (String value : new String[] {
            "ACS3-HMAC-SHA256",
            "ACS3-HMAC-SHA256 Credential=testid",
            "ACS3-HMAC-SHA256 Credential=,SignedHeaders=" + names + ",Signature=00",
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=" + names + ",Signature=",
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=;" + names + ",Signature=00",
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;" + names + ",Signature=00",
        }) {
            var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
            headers.put("authorization", value);

            assertThat(gateway.refusalOf(HttpCall.of("POST", "/", "", headers, NO_BODY)))
                    .as(value)
                    .hasMessage("The request signature does not conform to Aliyun standards.")
                    .returns("IncompleteSignature", ApiException::code);
        }
    }

    @Test
    void otherWayToSignIsRefused() {
        assertThat(gateway.refusedV1("SignatureMethod", "HMAC-SHA256")).isEqualTo("400 InvalidSignatureMethod");
        assertThat(gateway.refusedV1("SignatureVersion", "2.0")).isEqualTo("400 InvalidSignatureVersion");
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("authorization", "ACS3-RSA-SHA256 Credential=testid,SignedHeaders=host,Signature=00");
        assertThat(gateway.refused(HttpCall.of("POST", "/", "", headers, NO_BODY)))
                .isEqualTo("400 InvalidSignatureMethod");
    }

    @Test
    void temporaryKeysAndBearerTokensAreRefused() {
        assertThat(gateway.refusedV1("SecurityToken", "t")).isEqualTo("400 InvalidSecurityToken");
        assertThat(gateway.refusedV1("SignatureType", "BEARERTOKEN")).isEqualTo("400 InvalidSignatureType");
        assertThat(gateway.refusedV3("x-acs-security-token", "t")).isEqualTo("400 InvalidSecurityToken");
        assertThat(gateway.refusedV3("x-acs-bearer-token", "t")).isEqualTo("400 InvalidSignatureType");
        assertThat(gateway.refusedV3("x-acs-signature-type", "BEARERTOKEN")).isEqualTo("400 InvalidSignatureType");
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(gateway.refusedV1("AccessKeyId", "other")).isEqualTo("404 InvalidAccessKeyId.NotFound");
        var call = Client.v3Post(Map.of());
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("authorization", call.header("authorization").orElseThrow().replace("testid", "other"));
        assertThat(gateway.refused(HttpCall.of("POST", "/", "", headers, NO_BODY)))
                .isEqualTo("404 InvalidAccessKeyId.NotFound");
    }

    /** As clients have it: they compare the end of the message with what they signed. */
    @Test
    void aSignatureOfV1ThatDoesNotMatchIsToldWhatShouldHaveBeenSigned() {
        Map<String, String> parameters = Client.v1Parameters(Map.of("Name", "a b"));
        Map<String, String> signed = new TreeMap<>(Client.v1Signed("GET", parameters));
        signed.put("Signature", "AAAA");

        assertThat(gateway.refusalOf(Client.get(Client.query(signed))))
                .returns("SignatureDoesNotMatch", ApiException::code)
                .hasMessage("Specified signature is not matched with our calculation. server string to sign is:"
                        + "GET&%2F&" + Client.encode(Client.query(parameters)));
    }

    @Test
    void aSignatureOfV3ThatDoesNotMatchIsToldTheStringToSignAndTheCanonicalRequest() {
        Map<String, String> headers = Client.v3Headers(new byte[0]);
        HttpCall right = Client.v3("POST", Map.of(), headers, new byte[0]);
        HttpCall other = HttpCall.of(
                "POST",
                "/",
                "",
                Map.of(
                        "authorization",
                        right.header("authorization").orElseThrow().replaceAll("=[0-9a-f]+$", "=00")),
                new byte[0]);
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("authorization", other.header("authorization").orElseThrow());

        ApiException refusal = gateway.refusalOf(HttpCall.of("POST", "/", "", sent, new byte[0]));

        assertThat(refusal.message())
                .matches("Specified signature is not matched with our calculation. server string to sign is:"
                        + "ACS3-HMAC-SHA256\\n[0-9a-f]{64}");
        assertThat(refusal.detail().orElseThrow())
                .startsWith("required the signature of the canonical request POST\\n/\\n\\nhost:127.0.0.1:8640\\n");
    }

    @Test
    void aBodyOfV3ThatIsNotTheOneThatWasHashedIsToldSo() {
        HttpCall right = Client.v3("POST", Map.of(), Client.v3Headers(new byte[0]), new byte[0]);
        Map<String, String> sent = new TreeMap<>(Client.v3Headers(new byte[0]));
        sent.put("authorization", right.header("authorization").orElseThrow());

        assertThat(gateway.refusalOf(HttpCall.of("POST", "/", "", sent, new byte[7]))
                        .detail()
                        .orElseThrow())
                .contains("found x-acs-content-sha256 e3b0c442", "that of a body of 7 bytes");
    }

    @Test
    void whatIsTooLongToSendBackIsLeftOut() {
        Map<String, String> signed = new TreeMap<>(Client.v1Signed("GET", Client.v1Parameters(Map.of())));
        signed.put("Name", "x".repeat(20_000));

        assertThat(gateway.refusalOf(Client.get(Client.query(signed))))
                .hasMessage("Specified signature is not matched with our calculation.");
    }

    @Test
    void v3HashHeaderHasToBeThatOfTheBodyEvenIfSigned() {
        assertThat(gateway.refusedV3("x-acs-content-sha256", Client.hex(Client.sha256(new byte[] {1}))))
                .isEqualTo("400 SignatureDoesNotMatch");
    }
}
