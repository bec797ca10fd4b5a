package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static dev.sagfleet.controller.rpc.Refusals.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final byte[] NO_BODY = {};

    private final Gateway gateway = new Gateway(
            id -> Optional.of(Client.KEY).filter(key -> key.id().equals(id)),
            new Nonces(1_000_000, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));

    private RpcRequest accept(HttpCall call) {
        return gateway.accept(call, Client.NOW);
    }

    private String refused(HttpCall call) {
        return refusal(() -> accept(call));
    }

    /** The refusal of a v1 call with these parameters, signed after they were changed. */
    private String refusedV1(String name, String value) {
        return refused(Client.v1Get(Map.of(name, value)));
    }

    private String refusedV1Without(String name) {
        var parameters = new TreeMap<>(Client.v1Parameters(Map.of()));
        parameters.remove(name);
        return refused(Client.get(Client.query(Client.v1Signed("GET", parameters))));
    }

    private String refusedV3(String header, String value) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put(header, value);
        return refused(Client.v3("POST", Map.of(), headers, NO_BODY));
    }

    private String refusedV3Without(String header) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.remove(header);
        return refused(Client.v3("POST", Map.of(), headers, NO_BODY));
    }

    @Test
    void v1RequestIsAccepted() {
        var request = accept(Client.v1Get(Map.of("RegionId", "cn-shanghai", "Format", "XML")));

        assertThat(request.action()).isEqualTo("DescribeRegions");
        assertThat(request.accessKeyId()).isEqualTo("testid");
        assertThat(request.parameters().required("RegionId")).isEqualTo("cn-shanghai");
        assertThat(request.format()).isEqualTo(ResponseFormat.XML);
    }

    @Test
    void v3RequestIsAccepted() {
        var request = accept(Client.v3Post(Map.of("RegionId", "cn-shanghai", "Action", "Other")));

        assertThat(request.action()).isEqualTo("DescribeRegions");
        assertThat(request.accessKeyId()).isEqualTo("testid");
        assertThat(request.parameters().required("RegionId")).isEqualTo("cn-shanghai");
        assertThat(request.format()).isEqualTo(ResponseFormat.JSON);
    }

    @Test
    void oneRequestHasOneDigestInBothVersions() {
        var parameters = Map.of("RegionId", "cn-shanghai", "ClientToken", "t");

        assertThat(accept(Client.v1Get(parameters)).parameters().digest())
                .isEqualTo(gateway.accept(v3WithNonce(parameters), Client.NOW)
                        .parameters()
                        .digest());
    }

    private static HttpCall v3WithNonce(Map<String, String> parameters) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("x-acs-signature-nonce", "nonce-2");
        return Client.v3("GET", parameters, headers, NO_BODY);
    }

    @Test
    void onlyGetAndPostAreServed() {
        for (String method : new String[] {"PUT", "HEAD", "DELETE", "get"}) {
            var error = refusalOf(() -> accept(HttpCall.of(method, "/", "", Map.of(), NO_BODY)));

            assertThat(error)
                    .hasMessage("This http method not supported.")
                    .returns(403, ApiException::status)
                    .returns("UnsupportedHTTPMethod", ApiException::code);
        }
    }

    @Test
    void v1RequestHasToBeComplete() {
        for (String name : new String[] {
            "Action", "Version", "AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"
        }) {
            assertThat(refusedV1Without(name)).isEqualTo("400 Missing" + name);
            assertThat(refusedV1(name, "")).isEqualTo("400 Missing" + name);
        }
        assertThat(refused(Client.get(Client.query(Client.v1Parameters(Map.of())))))
                .isEqualTo("400 MissingSignature");
    }

    @Test
    void v3RequestHasToBeComplete() {
        assertThat(refusedV3Without("x-acs-action")).isEqualTo("400 MissingAction");
        assertThat(refusedV3Without("x-acs-version")).isEqualTo("400 MissingVersion");
        for (String name : List.of("host", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256")) {
            assertThat(refusedV3Without(name)).as(name).isEqualTo("400 IncompleteSignature");
        }
        assertThat(refusedV3("x-acs-date", "")).isEqualTo("400 IncompleteSignature");
        assertThat(refusedV3("x-acs-signature-nonce", "")).isEqualTo("400 IncompleteSignature");
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

            assertThat(refused(HttpCall.of("POST", "/", "", signed, NO_BODY)))
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

        assertThat(refused(HttpCall.of("POST", "/", "", sent, NO_BODY))).isEqualTo("400 IncompleteSignature");
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

            assertThat(refusalOf(() -> accept(HttpCall.of("POST", "/", "", headers, NO_BODY))))
                    .as(value)
                    .hasMessage("The request signature does not conform to Aliyun standards.")
                    .returns("IncompleteSignature", ApiException::code);
        }
    }

    @Test
    void otherVersionOfTheApiIsUnknown() {
        assertThat(refusedV1("Version", "2014-05-26")).isEqualTo("400 NoSuchVersion");
        assertThat(refusedV3("x-acs-version", "2014-05-26")).isEqualTo("400 NoSuchVersion");
    }

    @Test
    void otherWayToSignIsRefused() {
        assertThat(refusedV1("SignatureMethod", "HMAC-SHA256")).isEqualTo("400 InvalidSignatureMethod");
        assertThat(refusedV1("SignatureVersion", "2.0")).isEqualTo("400 InvalidSignatureVersion");
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("authorization", "ACS3-RSA-SHA256 Credential=testid,SignedHeaders=host,Signature=00");
        assertThat(refused(HttpCall.of("POST", "/", "", headers, NO_BODY))).isEqualTo("400 InvalidSignatureMethod");
    }

    @Test
    void temporaryKeysAndBearerTokensAreRefused() {
        assertThat(refusedV1("SecurityToken", "t")).isEqualTo("400 InvalidSecurityToken");
        assertThat(refusedV1("SignatureType", "BEARERTOKEN")).isEqualTo("400 InvalidSignatureType");
        assertThat(refusedV3("x-acs-security-token", "t")).isEqualTo("400 InvalidSecurityToken");
        assertThat(refusedV3("x-acs-bearer-token", "t")).isEqualTo("400 InvalidSignatureType");
        assertThat(refusedV3("x-acs-signature-type", "BEARERTOKEN")).isEqualTo("400 InvalidSignatureType");
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(refusedV1("AccessKeyId", "other")).isEqualTo("404 InvalidAccessKeyId.NotFound");
        var call = Client.v3Post(Map.of());
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("authorization", call.header("authorization").orElseThrow().replace("testid", "other"));
        assertThat(refused(HttpCall.of("POST", "/", "", headers, NO_BODY)))
                .isEqualTo("404 InvalidAccessKeyId.NotFound");
    }

    @Test
    void timestampHasOneFormat() {
        for (String text : new String[] {
            "2026-01-02 03:04:05",
            "2026-01-02T03:04:05.000Z",
            "2026-01-02T03:04:05+00:00",
            "2026-13-02T03:04:05Z",
            "now"
        }) {
            assertThat(refusedV1("Timestamp", text)).as(text).isEqualTo("400 InvalidTimeStamp.Format");
            assertThat(refusedV3("x-acs-date", text)).as(text).isEqualTo("400 InvalidTimeStamp.Format");
        }
    }

    @Test
    void timestampIsFreshForAQuarterOfAnHourBothWays() {
        assertThat(refusedV1("Timestamp", "2026-01-02T02:49:04Z")).isEqualTo("400 InvalidTimeStamp.Expired");
        assertThat(refusedV1("Timestamp", "2026-01-02T03:19:06Z")).isEqualTo("400 InvalidTimeStamp.Expired");
        assertThat(refusedV3("x-acs-date", "2026-01-02T03:19:06Z")).isEqualTo("400 InvalidTimeStamp.Expired");

        accept(Client.v1Get(Map.of("Timestamp", "2026-01-02T02:49:05Z", "SignatureNonce", "a")));
        accept(Client.v1Get(Map.of("Timestamp", "2026-01-02T03:19:05Z", "SignatureNonce", "b")));
    }

    @Test
    void requestIsAcceptedOnce() {
        var v1 = Client.v1Get(Map.of());
        accept(v1);
        assertThat(refused(v1)).isEqualTo("400 SignatureNonceUsed");

        var v3 = v3WithNonce(Map.of());
        accept(v3);
        assertThat(refused(v3)).isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void nobodyWithoutTheKeyUsesUpANonce() {
        var call = Client.v1Get(Map.of());
        assertThat(refused(Client.get(call.query() + "&Extra=1"))).isEqualTo("400 SignatureDoesNotMatch");

        assertThat(accept(call).action()).isEqualTo("DescribeRegions");
    }

    @Test
    void v1ParameterMayStandInQueryOrForm() {
        var signed = Client.v1Signed("POST", Client.v1Parameters(Map.of("Name", "*~+/ =&%加", "Empty", "")));
        var query = new TreeMap<>(signed);
        var form = new TreeMap<String, String>();
        for (String name : List.of("Name", "Signature", "Version")) {
            form.put(name, query.remove(name));
        }

        var request = accept(Client.post(Client.query(query), Client.form(form)));

        assertThat(request.parameters().required("Name")).isEqualTo("*~+/ =&%加");
    }

    @Test
    void v3FormIsReadAndSignedByItsHash() {
        byte[] body = Client.form(Map.of("Name", "a b", "Both", "form")).getBytes(UTF_8);
        var headers = Client.v3Headers(body);
        headers.put("content-type", "application/x-www-form-urlencoded");

        var request = accept(Client.v3("POST", Map.of("Both", "query"), headers, body));

        assertThat(request.parameters().asMap()).containsOnly(Map.entry("Name", "a b"), Map.entry("Both", "query"));
    }

    @Test
    void v3HashHeaderHasToBeThatOfTheBodyEvenIfSigned() {
        assertThat(refusedV3("x-acs-content-sha256", Client.hex(Client.sha256(new byte[] {1}))))
                .isEqualTo("400 SignatureDoesNotMatch");
    }

    @Test
    void errorsAreFormattedAsTheCallAsks() {
        assertThat(ResponseFormat.of(Client.get("Format=xml"))).isEqualTo(ResponseFormat.XML);
        assertThat(ResponseFormat.of(Client.get("Format=yaml"))).isEqualTo(ResponseFormat.JSON);
        assertThat(ResponseFormat.of(Client.get("Format=XML&Broken=%"))).isEqualTo(ResponseFormat.JSON);
        assertThat(ResponseFormat.of(HttpCall.of("GET", "/", "", Map.of("Accept", "application/xml"), NO_BODY)))
                .isEqualTo(ResponseFormat.XML);
    }

    /** As clients have it: they compare the end of the message with what they signed. */
    @Test
    void aSignatureOfV1ThatDoesNotMatchIsToldWhatShouldHaveBeenSigned() {
        Map<String, String> parameters = Client.v1Parameters(Map.of("Name", "a b"));
        Map<String, String> signed = new TreeMap<>(Client.v1Signed("GET", parameters));
        signed.put("Signature", "AAAA");

        assertThat(Refusals.refusalOf(() -> gateway.accept(Client.get(Client.query(signed)), Client.NOW)))
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

        ApiException refusal =
                Refusals.refusalOf(() -> gateway.accept(HttpCall.of("POST", "/", "", sent, new byte[0]), Client.NOW));

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

        assertThat(Refusals.refusalOf(() -> gateway.accept(HttpCall.of("POST", "/", "", sent, new byte[7]), Client.NOW))
                        .detail()
                        .orElseThrow())
                .contains("found x-acs-content-sha256 e3b0c442", "that of a body of 7 bytes");
    }

    @Test
    void whatIsTooLongToSendBackIsLeftOut() {
        Map<String, String> signed = new TreeMap<>(Client.v1Signed("GET", Client.v1Parameters(Map.of())));
        signed.put("Name", "x".repeat(20_000));

        assertThat(Refusals.refusalOf(() -> gateway.accept(Client.get(Client.query(signed)), Client.NOW)))
                .hasMessage("Specified signature is not matched with our calculation.");
    }
}
