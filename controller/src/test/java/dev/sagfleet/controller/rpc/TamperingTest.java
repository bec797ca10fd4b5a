package dev.sagfleet.controller.rpc;

import static dev.sagfleet.controller.rpc.Refusals.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TamperingTest {
    private static final Map<String, String> OWN = Map.of("Name", "*~+/ =&%加", "Empty", "", "Id.1", "a", "Id.2", "b");
    // What is wrong with these is said before the signature is looked at.
    private static final Set<String> NOT_REFUSED_FOR_THE_SIGNATURE =
            Set.of("Version", "AccessKeyId", "SignatureMethod", "SignatureVersion", "Timestamp");

    private final Gateway gateway = new Gateway(
            id -> Optional.of(Client.KEY).filter(key -> key.id().equals(id)),
            new Nonces(1, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));

    private String refused(HttpCall call) {
        return refusal(() -> gateway.accept(call, Client.NOW));
    }

    @Test
    void noParameterOfV1CanBeChangedAddedOrRemoved() {
        var signed = Client.v1Signed("GET", Client.v1Parameters(OWN));
        for (String name : signed.keySet()) {
            var changed = new TreeMap<>(signed);
            changed.merge(name, "x", String::concat);
            if (!NOT_REFUSED_FOR_THE_SIGNATURE.contains(name)) {
                assertThat(refused(Client.get(Client.query(changed)))).as(name).isEqualTo("400 SignatureDoesNotMatch");
            }
        }
        for (String name : OWN.keySet()) {
            var removed = new TreeMap<>(signed);
            removed.remove(name);
            assertThat(refused(Client.get(Client.query(removed)))).as(name).isEqualTo("400 SignatureDoesNotMatch");
        }
        assertThat(refused(Client.get(Client.query(signed) + "&Added="))).isEqualTo("400 SignatureDoesNotMatch");
        assertThat(refused(Client.post(Client.query(signed), ""))).isEqualTo("400 SignatureDoesNotMatch");
    }

    @Test
    void noByteOfAV1QueryOrFormCanBeChanged() {
        var query = Client.query(Client.v1Signed("GET", Client.v1Parameters(OWN)));
        for (int i = 0; i < query.length(); i++) {
            assertThat(refused(Client.get(flipped(query, i))))
                    .as("query byte %s", i)
                    .isNotEmpty();
        }
        var form = Client.form(Client.v1Signed("POST", Client.v1Parameters(OWN)));
        for (int i = 0; i < form.length(); i++) {
            assertThat(refused(Client.post("", flipped(form, i))))
                    .as("form byte %s", i)
                    .isNotEmpty();
        }
    }

    @Test
    void noSignedHeaderOfV3CanBeChanged() {
        byte[] body = "A=1".getBytes(UTF_8);
        var headers = new TreeMap<>(Client.v3Headers(body));
        headers.put("content-type", "application/x-www-form-urlencoded");
        var call = Client.v3("POST", OWN, headers, body);
        headers.put("authorization", call.header("authorization").orElseThrow());
        for (String name : headers.keySet()) {
            var changed = new TreeMap<>(headers);
            changed.merge(name, "0", String::concat);
            String expected =
                    switch (name) {
                        case "x-acs-version" -> "400 NoSuchVersion";
                        case "x-acs-date" -> "400 InvalidTimeStamp.Format";
                        default -> "400 SignatureDoesNotMatch";
                    };

            assertThat(refused(HttpCall.of("POST", "/", call.query(), changed, body)))
                    .as(name)
                    .isEqualTo(expected);
        }
        assertThat(refused(HttpCall.of("GET", "/", call.query(), headers, body)))
                .isEqualTo("400 SignatureDoesNotMatch");
        assertThat(refused(HttpCall.of("POST", "/x", call.query(), headers, body)))
                .isEqualTo("400 SignatureDoesNotMatch");
        assertThat(refused(HttpCall.of("POST", "/", call.query() + "&B=", headers, body)))
                .isEqualTo("400 SignatureDoesNotMatch");
    }

    @Test
    void noByteOfAV3QueryBodyOrAuthorizationCanBeChanged() {
        byte[] body = "A=1&B=%E5%8A%A0".getBytes(UTF_8);
        var headers = new TreeMap<>(Client.v3Headers(body));
        var call = Client.v3("POST", OWN, headers, body);
        String authorization = call.header("authorization").orElseThrow();
        headers.put("authorization", authorization);

        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(refused(HttpCall.of("POST", "/", call.query(), headers, changed)))
                    .isEqualTo("400 SignatureDoesNotMatch");
        }
        for (int i = 0; i < call.query().length(); i++) {
            assertThat(refused(HttpCall.of("POST", "/", flipped(call.query(), i), headers, body)))
                    .as("query byte %s", i)
                    .isNotEmpty();
        }
        for (int i = 0; i < authorization.length(); i++) {
            headers.put("authorization", flipped(authorization, i));
            assertThat(refused(HttpCall.of("POST", "/", call.query(), headers, body)))
                    .as("authorization byte %s", i)
                    .isNotEmpty();
        }
    }

    private static String flipped(String text, int index) {
        var changed = new StringBuilder(text);
        changed.setCharAt(index, (char) (text.charAt(index) ^ 1));
        return changed.toString();
    }
}
