package dev.sagfleet.controller.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike.
 *
 * @param first of which the first bits count
 * @param bits how many of them do
 */
public record AddressRange(InetAddress first, int bits) {
    /** What a range looks like, for a person. */
    public static final String FORM = "an IP address, or one and its prefix, as 10.0.0.0/8";

    private static final Pattern RANGE = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
    private static final Pattern V4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

    public AddressRange {
        int all = first.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("prefix: " + bits + " (expected: 0 to " + all + ')');
        }
    }

    /**
     * The range that a text writes out.
     *
     * @throws IllegalArgumentException if it is neither an address nor one and its prefix
     */
    public static AddressRange parse(String text) {
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("address: " + text + " (expected: " + FORM + ')');
        }
        InetAddress first = address(parts.group(1));
        String bits = parts.group(2);
        return new AddressRange(first, bits == null ? first.getAddress().length * Byte.SIZE : Integer.parseInt(bits));
    }

    /**
     * The address that a text writes out.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InetAddress address(String text) {
        try {
            if (text.indexOf(':') >= 0) {
                // A text with a colon is never looked up as a name.
                return InetAddress.getByName(text);
            }
            Matcher parts = V4.matcher(text);
            if (parts.matches()) {
                byte[] address = new byte[4];
                for (int i = 0; i < address.length; i++) {
                    address[i] = part(parts.group(i + 1));
                }
                return InetAddress.getByAddress(address);
            }
        } catch (UnknownHostException e) {
            // Told as any other text that is none.
        }
        throw new IllegalArgumentException("address: " + text + " (expected: " + FORM + ')');
    }

    private static byte part(String text) {
        int part = Integer.parseInt(text);
        if (part > 255) {
            throw new IllegalArgumentException("address: part " + part + " (expected: 0 to 255)");
        }
        return (byte) part;
    }

    /** An address as conditions write it. */
    static String text(InetAddress address) {
        return address.getHostAddress();
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
    }

    /** {@code 10.0.0.0/8}. */
    @Override
    public String toString() {
        return text(first) + '/' + bits;
    }
}
