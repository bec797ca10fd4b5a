package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTokenTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final SerialNumber SERIAL = new SerialNumber("sag62x0225024711");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String NONCE = "wD3k9Qz_4rTn7YbX";
    private static final DeviceToken TOKEN = DeviceToken.sign(SERIAL, new DeviceKey(KEY), NOW, NONCE);

    @Test
    void headerIsTheOneOfTheDocumentation() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
        byte[] signature = mac.doFinal("sagfleet.v1\nsag62x0225024711\n1700000000\nwD3k9Qz_4rTn7YbX".getBytes(UTF_8));

        assertThat(TOKEN.toHeader())
                .isEqualTo("SAG-HMAC-SHA256 Serial=sag62x0225024711, Timestamp=1700000000, Nonce=wD3k9Qz_4rTn7YbX, "
                        + "Signature=" + HexFormat.of().formatHex(signature))
                .endsWith("=81c987ebfddb0131734d82db09c0d3234647742449e02fdddb644f874f400474");
    }

    @Test
    void headerIsReadBackAndVerified() {
        var parsed = DeviceToken.parse(TOKEN.toHeader());

        assertThat(parsed).contains(TOKEN);
        assertThat(TOKEN.isSignedWith(new DeviceKey(KEY))).isTrue();
    }

    @Test
    void anotherKeyDoesNotVerify() {
        assertThat(TOKEN.isSignedWith(new DeviceKey(KEY.replace('0', '1')))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sag62x0225024711, sag62x0225024712",
        "1700000000, 1700000001",
        "wD3k9Qz_4rTn7YbX, wD3k9Qz_4rTn7Ybx",
        "81c987eb, 81c987ec"
    })
    void changedHeaderDoesNotVerify(String from, String to) {
        var changed = DeviceToken.parse(TOKEN.toHeader().replace(from, to)).orElseThrow();

        assertThat(changed.isSignedWith(new DeviceKey(KEY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "-1, true", "0, true", "1, true", "300, true", "301, false"})
    void tokenIsTimelyForFiveMinutesEachWay(long seconds, boolean timely) {
        assertThat(TOKEN.isTimely(NOW.plusSeconds(seconds))).isEqualTo(timely);
    }

    @Test
    void farthestTimesAreNotTimely() {
        assertThat(TOKEN.isTimely(Instant.MAX)).isFalse();
        assertThat(TOKEN.isTimely(Instant.MIN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer x",
                "SAG-HMAC-SHA256",
                "sag-hmac-sha256 Serial=s, Timestamp=1, Nonce=1234567890123456, Signature=%s",
                "SAG-HMAC-SHA256 Serial=, Timestamp=1, Nonce=1234567890123456, Signature=%s",
                "SAG-HMAC-SHA256 Serial=a b, Timestamp=1, Nonce=1234567890123456, Signature=%s",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=-1, Nonce=1234567890123456, Signature=%s",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=1234567890123, Nonce=1234567890123456, Signature=%s",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=1, Nonce=123456789012345, Signature=%s",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=1, Nonce=1234567890123456, Signature=%sa",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=1, Nonce=1234567890123456, Signature=%s ",
                "SAG-HMAC-SHA256 Serial=s, Timestamp=1, Nonce=1234567890123456, Signature=",
                "SAG-HMAC-SHA256 Serial=s,Timestamp=1,Nonce=1234567890123456,Signature=%s",
                "SAG-HMAC-SHA256 Timestamp=1, Serial=s, Nonce=1234567890123456, Signature=%s"
            })
    void headerOfAnotherFormIsNoToken(String header) {
        assertThat(DeviceToken.parse(header.replace("%s", "0".repeat(64)))).isEmpty();
    }
}
