package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnyParametersTest {
    private static final int ROUNDS = 300;
    private static final String AWKWARD = " *~+/=&%-_.!'();:@,?#[]$\"\\\n\0aZ09é加🚀";

    private final Gateway gateway = new Gateway(
            id -> Optional.of(Client.KEY).filter(key -> key.id().equals(id)),
            new Nonces(1_000_000, Nonces.WINDOW, NonceLog.NONE, () -> 0, 0));

    @Test
    void whateverAClientSignsArrivesUnchanged() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var own = parameters(random);
            String why = "seed " + seed + ", round " + round;
            String nonce = "n" + round + "-";

            assertThat(arrived(v1Get(own, nonce + 1), why)).as(why).containsAllEntriesOf(own);
            assertThat(arrived(v1Post(own, nonce + 2, 0, random), why)).as(why).containsAllEntriesOf(own);
            assertThat(arrived(v1Post(own, nonce + 3, 50, random), why)).as(why).containsAllEntriesOf(own);
            assertThat(arrived(v3(own, nonce + 4, 100, random), why)).as(why).isEqualTo(own);
            assertThat(arrived(v3(own, nonce + 5, 0, random), why)).as(why).isEqualTo(own);
            assertThat(arrived(v3(own, nonce + 6, 50, random), why)).as(why).isEqualTo(own);
        }
    }

    private Map<String, String> arrived(HttpCall call, String why) {
        try {
            return gateway.accept(call, Client.NOW).parameters().asMap();
        } catch (ApiException refused) {
            throw new AssertionError(why, refused);
        }
    }

    private static HttpCall v1Get(Map<String, String> own, String nonce) {
        var all = new TreeMap<>(own);
        all.put("SignatureNonce", nonce);
        return Client.v1Get(all);
    }

    private static HttpCall v1Post(Map<String, String> own, String nonce, int percentInQuery, RandomGenerator random) {
        var all = new TreeMap<>(own);
        all.put("SignatureNonce", nonce);
        var form = new TreeMap<>(Client.v1Signed("POST", Client.v1Parameters(all)));
        var query = moved(form, percentInQuery, random);
        return Client.post(Client.query(query), Client.form(form));
    }

    private static HttpCall v3(Map<String, String> own, String nonce, int percentInQuery, RandomGenerator random) {
        var form = new TreeMap<>(own);
        var query = moved(form, percentInQuery, random);
        byte[] body = Client.form(form).getBytes(UTF_8);
        var headers = Client.v3Headers(body);
        headers.put("x-acs-signature-nonce", nonce);
        if (body.length > 0) {
            headers.put("content-type", "application/x-www-form-urlencoded");
        }
        return Client.v3("POST", query, headers, body);
    }

    private static Map<String, String> moved(Map<String, String> from, int percent, RandomGenerator random) {
        var to = new TreeMap<String, String>();
        from.forEach((name, value) -> {
            if (random.nextInt(100) < percent) {
                to.put(name, value);
            }
        });
        from.keySet().removeAll(to.keySet());
        return to;
    }

    private static Map<String, String> parameters(RandomGenerator random) {
        var parameters = new TreeMap<String, String>();
        int count = random.nextInt(20);
        for (int i = 0; i < count; i++) {
            parameters.put("P" + i + text(random, 4), text(random, 12));
        }
        return parameters;
    }

    private static String text(RandomGenerator random, int lengthMax) {
        int[] awkward = AWKWARD.codePoints().toArray();
        var text = new StringBuilder();
        int length = random.nextInt(lengthMax + 1);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(awkward[random.nextInt(awkward.length)]);
        }
        return text.toString();
    }
}
