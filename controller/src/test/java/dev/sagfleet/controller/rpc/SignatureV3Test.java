package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureV3Test {
    private static final String NOTHING_HASHED = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void documentedExampleHasItsDocumentedSignature() {
        var headers = Map.of(
                "host", "ecs.cn-shanghai.aliyuncs.com",
                "x-acs-action", "RunInstances",
                "x-acs-content-sha256", NOTHING_HASHED,
                "x-acs-date", "2023-10-26T10:22:32Z",
                "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
                "x-acs-version", "2014-05-26");
        var query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";

        var call = HttpCall.of("POST", "/", query, headers, new byte[0]);

        assertThat(SignatureV3.compute(call, headers.keySet(), "YourAccessKeySecret"))
                .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void queryIsSignedAsDecodedAndHeadersAsTrimmed() {
        byte[] body = "{}".getBytes(UTF_8);
        // The query as the Node client leaves it: these five characters raw.
        var call = HttpCall.of(
                "POST", "/", "Name=*()!'%2F+%E5%8A%A0&Empty=&A=1", Map.of("Host", "  h:1 ", "x-acs-date", "d"), body);
        var canonical =
                "POST\n/\nA=1&Empty=&Name=%2A%28%29%21%27%2F%20%E5%8A%A0\nhost:h:1\nx-acs-date:d\n\nhost;x-acs-date\n"
                        + Client.hex(Client.sha256(body));

        assertThat(SignatureV3.compute(call, List.of("x-acs-date", "host"), "testsecret"))
                .isEqualTo(signed(canonical));
    }

    @Test
    void emptyValueMayBeSignedWithoutItsEqualsSign() {
        var headers = Client.v3Headers(new byte[0]);
        var names = String.join(";", headers.keySet());
        var lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        var canonical = "GET\n/\nEmpty\n" + lines + "\n" + names + "\n" + NOTHING_HASHED;
        var sent = new TreeMap<>(headers);
        sent.put(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=" + names + ",Signature=" + signed(canonical));

        var signature = SignatureV3.read(HttpCall.of("GET", "/", "Empty=", sent, new byte[0]));

        assertThat(signature.isBy(Client.KEY)).isTrue();
        assertThat(signature.isBy(new AccessKey("testid", "testsecreT"))).isFalse();
    }

    private static String signed(String canonicalRequest) {
        var toSign = "ACS3-HMAC-SHA256\n" + Client.hex(Client.sha256(canonicalRequest.getBytes(UTF_8)));
        return Client.hex(Client.hmac("HmacSHA256", "testsecret", toSign));
    }
}
