package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.controller.firmware.Links.Verdict;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final SerialNumber SERIAL = new SerialNumber("sag1");
    private static final Digest IMAGE = Digest.ofText("image");
    private static final long NOW = 1_700_000_000_999L;

    private final Links links = new Links(key(1), Duration.ofMinutes(15));
    private final String link = links.mint(SERIAL, IMAGE, "job-1", NOW);

    @Test
    void aLinkSaysForWhatItIsAndHowLong() {
        assertThat(link)
                .startsWith("/firmware/" + IMAGE.hex() + "?job=job-1&expires=1700000900&mac=")
                .hasSizeLessThan(Upgrade.LINK_LENGTH_MAX);
        assertThat(parsed(link).mac()).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aLinkIsGoodUntilItExpires() {
        assertThat(links.check(SERIAL, parsed(link), NOW)).isEqualTo(Verdict.VALID);
        assertThat(links.check(SERIAL, parsed(link), 1_700_000_899_999L)).isEqualTo(Verdict.VALID);
        assertThat(links.check(SERIAL, parsed(link), 1_700_000_900_000L)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void nothingInALinkCanBeChanged() {
        assertThat(links.check(new SerialNumber("sag2"), parsed(link), NOW)).isEqualTo(Verdict.WRONG);
        assertWrong(link.replace(IMAGE.hex(), Digest.ofText("other").hex()));
        assertWrong(link.replace("job-1", "job-2"));
        assertWrong(link.replace("1700000900", "1700000901"));
        assertWrong(link + "A");
        assertThat(new Links(key(2), Duration.ofMinutes(15)).check(SERIAL, parsed(link), NOW))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aJobMayHaveAnyName() {
        String odd = links.mint(SERIAL, IMAGE, "a&b=c d/\u540D", NOW);

        assertThat(parsed(odd).job()).isEqualTo("a&b=c d/\u540D");
        assertThat(links.check(SERIAL, parsed(odd), NOW)).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/firmware/",
                "/firmware/abc?job=j&expires=1&mac=m",
                "/other/DIGEST?job=j&expires=1&mac=m",
                "/firmware/DIGEST",
                "/firmware/DIGEST?",
                "/firmware/DIGEST?job=j&expires=1",
                "/firmware/DIGEST?job=j&expires=&mac=m",
                "/firmware/DIGEST?job=j&expires=-1&mac=m",
                "/firmware/DIGEST?job=j&expires=9999999999999&mac=m",
                "/firmware/DIGEST?job=j&job=k&expires=1&mac=m",
                "/firmware/DIGEST?job=%x&expires=1&mac=m"
            })
    void whatIsNoLinkIsNone(String target) {
        assertThat(DownloadLinkText.parse(target.replace("DIGEST", IMAGE.hex())))
                .isEmpty();
    }

    private void assertWrong(String changed) {
        assertThat(links.check(SERIAL, parsed(changed), NOW)).isEqualTo(Verdict.WRONG);
    }

    private static DownloadLinkText parsed(String link) {
        return DownloadLinkText.parse(link).orElseThrow();
    }

    private static SecretKeySpec key(int last) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) last;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
