package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/**
 * Percent-encoding of UTF-8: strict both ways, so that a text has one encoded form and no malformed one is
 * guessed at.
 *
 * <p>Encoded as the signatures require (RFC 3986): {@code A-Za-z0-9-_.~} stand for themselves, a space is
 * {@code %20}. Decoded as forms are: {@code +} is a space too.
 */
final class PercentEncoding {
    private static final String UNRESERVED = "-_.~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    /**
     * The text that was encoded.
     *
     * @throws ApiException if a {@code %} is not followed by two hex digits or the bytes are not UTF-8
     */
    static String decode(String encoded) {
        byte[] bytes = encoded.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == '%') {
                decoded.write(hexPair(bytes, at + 1));
                at += 3;
            } else {
                decoded.write(b == '+' ? ' ' : b);
                at++;
            }
        }
        return utf8(ByteBuffer.wrap(decoded.toByteArray()));
    }

    /**
     * The text of these bytes.
     *
     * @throws ApiException if they are not UTF-8
     */
    static String utf8(ByteBuffer bytes) {
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw GatewayError.MALFORMED_PARAMETER.exception("found bytes that are not UTF-8");
        }
    }

    private static int hexPair(byte[] bytes, int at) {
        if (at + 1 >= bytes.length || !HexFormat.isHexDigit(bytes[at]) || !HexFormat.isHexDigit(bytes[at + 1])) {
            throw GatewayError.MALFORMED_PARAMETER.exception("found % without two hex digits after it");
        }
        return 16 * HexFormat.fromHexDigit(bytes[at]) + HexFormat.fromHexDigit(bytes[at + 1]);
    }

    private static boolean isUnreserved(byte b) {
        return isBetween(b, 'A', 'Z') || isBetween(b, 'a', 'z') || isBetween(b, '0', '9') || UNRESERVED.indexOf(b) >= 0;
    }

    private static boolean isBetween(byte b, char first, char last) {
        return b >= first && b <= last;
    }
}
