package dev.sagfleet.agent.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may use a SOCKS proxy.
 *
 * @param name 1 to 255 characters of ASCII, which is all that Netty's codec reads
 * @param password likewise
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1929">RFC 1929</a>
 */
public record SocksUser(String name, String password) {
    private static final int LENGTH_MAX = 255;

    public SocksUser {
        requireAscii(name, "name");
        requireAscii(password, "password");
    }

    private static void requireAscii(String text, String what) {
        int length = text.length();
        if (length < 1
                || length > LENGTH_MAX
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    what + ": " + length + " characters (expected: 1 to " + LENGTH_MAX + " of ASCII)");
        }
    }

    /** Whether somebody is this user; it takes as long for a password that is nearly right. */
    boolean is(String otherName, String otherPassword) {
        return MessageDigest.isEqual(secret(name, password), secret(otherName, otherPassword));
    }

    private static byte[] secret(String name, String password) {
        return (name + '\0' + password).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the password, since it may come to stand in a log. */
    @Override
    public String toString() {
        return "SocksUser[name=" + name + ']';
    }
}
