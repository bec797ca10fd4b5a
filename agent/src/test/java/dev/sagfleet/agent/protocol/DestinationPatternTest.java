package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationPatternTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int PATTERNS = 100_000;
    private static final String NAME_CHARACTERS = "abcXYZ019-_";

    @ParameterizedTest
    @CsvSource({
        "example.com:443, example.com, 443",
        "example.com:443, EXAMPLE.com, 443",
        "Example.COM:443, example.com, 443",
        "example.com:443, example.com., 443",
        "example.com.:443, example.com, 443",
        "example.com:*, example.com, 1",
        "example.com:*, example.com, 65535",
        "localhost:80, localhost, 80",
        "_x-1.example:80, _X-1.example, 80",
        "1e100.net:80, 1e100.net, 80",
        "*.example.com:443, www.example.com, 443",
        "*.example.com:443, a.b.c.example.com, 443",
        "*.example.com:443, WWW.Example.Com., 443",
        "*.com:443, example.com, 443",
        "*:443, example.com, 443",
        "*:443, 192.0.2.1, 443",
        "*:443, ::1, 443",
        "*:*, whatever else?, 7",
        "192.0.2.1:80, 192.0.2.1, 80",
        "192.0.2.1:80, ::ffff:192.0.2.1, 80",
        "192.0.2.1:80, ::ffff:c000:201, 80",
        "[::ffff:192.0.2.1]:80, 192.0.2.1, 80",
        "[::1]:80, ::1, 80",
        "[::1]:80, 0:0:0:0:0:0:0:1, 80",
        "[::1]:80, 0000::0001, 80",
        "[0:0:0:0:0:0:0:1]:80, ::1, 80",
        "[2001:DB8::A]:*, 2001:db8:0:0::a, 80",
        "[2001:db8::192.0.2.1]:*, 2001:db8::c000:201, 80",
        "[::]:80, 0:0:0:0:0:0:0:0, 80"
    })
    void destinationIsMeant(String pattern, String host, int port) {
        assertThat(DestinationPattern.parse(pattern).matches(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com:443, example.com, 444",
        "example.com:443, www.example.com, 443",
        "example.com:443, example.com.., 443",
        "*.example.com:443, example.com, 443",
        "*.example.com:443, example.com., 443",
        "*.example.com:443, .example.com, 443",
        "*.example.com:443, badexample.com, 443",
        "*.example.com:443, www.example.com.evil.org, 443",
        "*.example.com:443, www.example.com, 80",
        "*:443, example.com, 80",
        "192.0.2.1:80, 192.0.2.10, 80",
        "192.0.2.1:80, 192.0.2.01, 80",
        "192.0.2.1:80, ::192.0.2.1, 80",
        "192.0.2.1:80, one.example, 80",
        "[::1]:80, ::2, 80",
        "[::1]:80, [::1], 80",
        "[::1]:80, ::1%lo, 80",
        "example.com:443, '', 443",
        "*.example.com:443, ., 443",
        "[::]:80, :, 80",
        "[::]:80, :::, 80"
    })
    void otherDestinationIsNot(String pattern, String host, int port) {
        assertThat(DestinationPattern.parse(pattern).matches(host, port)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM.:443, example.com:443",
        "*.Example.com:*, *.example.com:*",
        "*:*, *:*",
        "192.0.2.1:1, 192.0.2.1:1",
        "[0:0:0:0:0:0:0:1]:65535, [::1]:65535",
        "[2001:DB8:0:0:1:0:0:1]:80, [2001:db8::1:0:0:1]:80",
        "[2001:db8:0:1:1:1:1:1]:80, [2001:db8:0:1:1:1:1:1]:80",
        "[0:0:1::]:80, [0:0:1::]:80",
        "[1:0:0:2:0:0:0:3]:80, [1:0:0:2::3]:80",
        "[::FFFF:192.0.2.1]:80, 192.0.2.1:80"
    })
    void isWrittenInOneWay(String text, String canonical) {
        assertThat(DestinationPattern.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "443", "::1:443", "[::1]", "[::1", "::1]:443", "[a.example]:443", "[]:1"})
    void textThatIsNoHostAndPortIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationPattern.parse(text))
                .withMessage("destination: %s (expected: HOST:PORT, an IPv6 address in brackets)", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "a:0", "a:65536", "a:080", "a:-1", "a:+1", "a:http", "a:**", "a:1 ", "a:99999999999"})
    void portOutOfRangeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationPattern.parse(text))
                .withMessage("destination: %s (expected: a port from 1 to 65535, or *)", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                ".a",
                "a b",
                "a/b",
                "*a",
                "*.",
                "**",
                "*.*.example.com",
                "www.*.example.com",
                "b\u00fccher.example",
                "*.192.0.2.1",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "0x7f.1",
                "0x7f",
                "2130706433"
            })
    void textThatIsNoHostIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationPattern.parse(host + ":443"))
                .withMessageStartingWith("host: ")
                .withMessageEndingWith(
                        " (expected: a name of at most 255 characters, *. and a name, an IP address, or *)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7::8]",
                "[1::2::3]",
                "[12345::]",
                "[::g]",
                "[:1]",
                "[1:]",
                "[:::]",
                "[::1%eth0]",
                "[192.0.2.1::]",
                "[::192.0.2.1:1]",
                "[::192.0.2]"
            })
    void brokenIpv6AddressIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationPattern.parse(host + ":443"))
                .withMessageStartingWith("host: ");
    }

    @Test
    void longNameIsHeldToItsLimits() {
        String label = "a".repeat(63) + '.';

        assertThat(DestinationPattern.parse(label.repeat(3) + "b".repeat(63) + ":1")
                        .host())
                .hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationPattern.parse("c." + label.repeat(3) + "b".repeat(63) + ":1"));
        assertThatIllegalArgumentException().isThrownBy(() -> DestinationPattern.parse("a".repeat(64) + ":1"));
    }

    @Test
    void anyPatternIsReadBackFromItsText() {
        var random = new SplittableRandom(SEED);

        for (int i = 0; i < PATTERNS; i++) {
            var pattern = new DestinationPattern(host(random), random.nextInt(4) == 0 ? 0 : random.nextInt(1, 65_536));
            if (!DestinationPattern.parse(pattern.toString()).equals(pattern)
                    || !new DestinationPattern(pattern.host(), pattern.port()).equals(pattern)) {
                throw new AssertionError("seed " + SEED + ": " + pattern);
            }
        }
    }

    @Test
    void everyAddressIsMetInTheTextThatJavaGivesIt() throws UnknownHostException {
        var random = new SplittableRandom(SEED);

        for (int i = 0; i < PATTERNS; i++) {
            String text = address(random);
            String other = InetAddress.getByName(text).getHostAddress();
            var pattern = new DestinationPattern(text, 443);
            if (!pattern.matches(other, 443) || !new DestinationPattern(other, 443).matches(text, 443)) {
                throw new AssertionError("seed " + SEED + ": " + text + " and " + other);
            }
        }
    }

    private static String host(SplittableRandom random) {
        int choice = random.nextInt(8);
        return choice == 0 ? "*" : choice == 1 ? address(random) : (choice == 2 ? "*." : "") + name(random);
    }

    private static String name(SplittableRandom random) {
        return random.ints(random.nextInt(0, 12), 0, NAME_CHARACTERS.length() + 1)
                        .mapToObj(at -> at == NAME_CHARACTERS.length() ? "z.z" : NAME_CHARACTERS.substring(at, at + 1))
                        .collect(Collectors.joining())
                + 'z';
    }

    /** With many words of zeros, in one of the ways that addresses are written. */
    private static String address(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
        for (int i = 0; i < bytes.length; i += 2) {
            int word = random.nextInt(3) == 0 ? random.nextInt(0x1_0000) : 0;
            bytes[i] = (byte) (word >> 8);
            bytes[i + 1] = (byte) word;
        }
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            String digits = HexFormat.of().formatHex(bytes);
            return bytes.length == 4 || random.nextBoolean() ? text : digits.replaceAll("(.{4})(?=.)", "$1:");
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
