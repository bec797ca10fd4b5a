package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.TestedGateway.NO_BODY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a call is accepted as, when and how often. */
class GatewayTest {
    private final TestedGateway gateway = new TestedGateway();

    @Test
    void v1RequestIsAccepted() {
        var request = gateway.accept(Client.v1Get(Map.of("RegionId", "cn-shanghai", "Format", "XML")));

        assertThat(request.action()).isEqualTo("DescribeRegions");
        assertThat(request.accessKeyId()).isEqualTo("testid");
        assertThat(request.parameters().required("RegionId")).isEqualTo("cn-shanghai");
        assertThat(request.format()).isEqualTo(ResponseFormat.XML);
    }

    @Test
    void v3RequestIsAccepted() {
        var request = gateway.accept(Client.v3Post(Map.of("RegionId", "cn-shanghai", "Action", "Other")));

        assertThat(request.action()).isEqualTo("DescribeRegions");
        assertThat(request.accessKeyId()).isEqualTo("testid");
        assertThat(request.parameters().required("RegionId")).isEqualTo("cn-shanghai");
        assertThat(request.format()).isEqualTo(ResponseFormat.JSON);
    }

    @Test
    void aKeyThatIsInactiveIsToldSoWhateverWasSigned() {
        var gatewayOfInactive = new Gateway(
                id -> Optional.of(new AccessKey(id, "another secret", false, Optional.empty())),
                new Nonces(1_000, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));

        assertThat(Refusals.refusal(() -> gatewayOfInactive.accept(Client.v1Get(Map.of()), Client.NOW)))
                .isEqualTo("400 InvalidAccessKeyId.Inactive");
        assertThat(Refusals.refusal(() -> gatewayOfInactive.accept(Client.v3Post(Map.of()), Client.NOW)))
                .isEqualTo("400 InvalidAccessKeyId.Inactive");
    }

    @Test
    void aTemporaryKeyIsGoodWithItsTokenUntilItExpires() {
        for (boolean inHeader : new boolean[] {false, true}) {
            assertThat(refusedWithToken(inHeader, "token", Client.NOW.plusSeconds(1)))
                    .isEqualTo("none");
            assertThat(refusedWithToken(inHeader, "token", Client.NOW)).isEqualTo("400 InvalidSecurityToken.Expired");
            assertThat(refusedWithToken(inHeader, "other", Client.NOW.plusSeconds(1)))
                    .isEqualTo("400 InvalidSecurityToken.MismatchWithAccessKey");
            assertThat(refusedWithToken(inHeader, "", Client.NOW.plusSeconds(1)))
                    .isEqualTo("400 MissingSecurityToken");
        }
    }

    @Test
    void aTokenHasToBeSigned() {
        var sent = new TreeMap<>(Client.v3Headers(NO_BODY));
        sent.put(
                "authorization",
                Client.v3("POST", Map.of(), sent, NO_BODY)
                        .header("authorization")
                        .orElseThrow());
        sent.put("x-acs-security-token", "token");

        assertThat(gateway.refused(HttpCall.of("POST", "/", "", sent, NO_BODY))).isEqualTo("400 IncompleteSignature");
    }

    /** What a call with a token is refused with, where the right one is {@code token}. */
    private static String refusedWithToken(boolean inHeader, String token, Instant expiry) {
        var key = new AccessKey(
                Client.KEY.id(), Client.KEY.secret(), true, Optional.of(new SecurityToken("token", expiry)));
        var gatewayOfTemporary =
                new Gateway(id -> Optional.of(key), new Nonces(1_000, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("x-acs-security-token", token);
        HttpCall call =
                inHeader ? Client.v3("POST", Map.of(), headers, NO_BODY) : Client.v1Get(Map.of("SecurityToken", token));
        try {
            gatewayOfTemporary.accept(call, Client.NOW);
            return "none";
        } catch (ApiException refusal) {
            return refusal.status() + " " + refusal.code();
        }
    }

    @Test
    void oneRequestHasOneDigestInBothVersions() {
        var parameters = Map.of("RegionId", "cn-shanghai", "ClientToken", "t");

        assertThat(gateway.accept(Client.v1Get(parameters)).parameters().digest())
                .isEqualTo(gateway.accept(v3WithNonce(parameters)).parameters().digest());
    }

    @Test
    void onlyGetAndPostAreServed() {
        for (String method : new String[] {"PUT", "HEAD", "DELETE", "get"}) {
            var error = gateway.refusalOf(HttpCall.of(method, "/", "", Map.of(), NO_BODY));

            assertThat(error)
                    .hasMessage("This http method not supported.")
                    .returns(403, ApiException::status)
                    .returns("UnsupportedHTTPMethod", ApiException::code);
        }
    }

    @Test
    void otherVersionOfTheApiIsUnknown() {
        assertThat(gateway.refusedV1("Version", "2014-05-26")).isEqualTo("400 NoSuchVersion");
        assertThat(gateway.refusedV3("x-acs-version", "2014-05-26")).isEqualTo("400 NoSuchVersion");
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
            assertThat(gateway.refusedV1("Timestamp", text)).as(text).isEqualTo("400 InvalidTimeStamp.Format");
            assertThat(gateway.refusedV3("x-acs-date", text)).as(text).isEqualTo("400 InvalidTimeStamp.Format");
        }
    }

    @Test
    void timestampIsFreshForAQuarterOfAnHourBothWays() {
        assertThat(gateway.refusedV1("Timestamp", "2026-01-02T02:49:04Z")).isEqualTo("400 InvalidTimeStamp.Expired");
        assertThat(gateway.refusedV1("Timestamp", "2026-01-02T03:19:06Z")).isEqualTo("400 InvalidTimeStamp.Expired");
        assertThat(gateway.refusedV3("x-acs-date", "2026-01-02T03:19:06Z")).isEqualTo("400 InvalidTimeStamp.Expired");

        gateway.accept(Client.v1Get(Map.of("Timestamp", "2026-01-02T02:49:05Z", "SignatureNonce", "a")));
        gateway.accept(Client.v1Get(Map.of("Timestamp", "2026-01-02T03:19:05Z", "SignatureNonce", "b")));
    }

    @Test
    void requestIsAcceptedOnce() {
        var v1 = Client.v1Get(Map.of());
        gateway.accept(v1);
        assertThat(gateway.refused(v1)).isEqualTo("400 SignatureNonceUsed");

        var v3 = v3WithNonce(Map.of());
        gateway.accept(v3);
        assertThat(gateway.refused(v3)).isEqualTo("400 SignatureNonceUsed");
    }

    @Test
    void nobodyWithoutTheKeyUsesUpANonce() {
        var call = Client.v1Get(Map.of());
        assertThat(gateway.refused(Client.get(call.query() + "&Extra=1"))).isEqualTo("400 SignatureDoesNotMatch");

        assertThat(gateway.accept(call).action()).isEqualTo("DescribeRegions");
    }

    @Test
    void v1ParameterMayStandInQueryOrForm() {
        var signed = Client.v1Signed("POST", Client.v1Parameters(Map.of("Name", "*~+/ =&%加", "Empty", "")));
        var query = new TreeMap<>(signed);
        var form = new TreeMap<String, String>();
        for (String name : List.of("Name", "Signature", "Version")) {
            form.put(name, query.remove(name));
        }

        var request = gateway.accept(Client.post(Client.query(query), Client.form(form)));

        assertThat(request.parameters().required("Name")).isEqualTo("*~+/ =&%加");
    }

    @Test
    void v3FormIsReadAndSignedByItsHash() {
        byte[] body = Client.form(Map.of("Name", "a b", "Both", "form")).getBytes(UTF_8);
        var headers = Client.v3Headers(body);
        headers.put("content-type", "application/x-www-form-urlencoded");

        var request = gateway.accept(Client.v3("POST", Map.of("Both", "query"), headers, body));

        assertThat(request.parameters().asMap()).containsOnly(Map.entry("Name", "a b"), Map.entry("Both", "query"));
    }

    @Test
    void errorsAreFormattedAsTheCallAsks() {
        assertThat(ResponseFormat.of(Client.get("Format=xml"))).isEqualTo(ResponseFormat.XML);
        assertThat(ResponseFormat.of(Client.get("Format=yaml"))).isEqualTo(ResponseFormat.JSON);
        assertThat(ResponseFormat.of(Client.get("Format=XML&Broken=%"))).isEqualTo(ResponseFormat.JSON);
        assertThat(ResponseFormat.of(HttpCall.of("GET", "/", "", Map.of("Accept", "application/xml"), NO_BODY)))
                .isEqualTo(ResponseFormat.XML);
    }

    private static HttpCall v3WithNonce(Map<String, String> parameters) {
        var headers = new TreeMap<>(Client.v3Headers(NO_BODY));
        headers.put("x-acs-signature-nonce", "nonce-2");
        return Client.v3("GET", parameters, headers, NO_BODY);
    }
}
