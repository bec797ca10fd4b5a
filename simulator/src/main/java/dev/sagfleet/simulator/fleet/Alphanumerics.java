package dev.sagfleet.simulator.fleet;

import dev.sagfleet.simulator.time.Seed;

/** Identifiers of lower-case letters and digits, drawn from a seed. */
final class Alphanumerics {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** As many digits of base 36 as 64 bits need, so that different bits give different texts. */
    static final int CHARS_PER_DRAW = 13;

    /** A text for a purpose. From {@value #CHARS_PER_DRAW} characters on, no two seeds give the same one. */
    static String of(Seed seed, String purpose, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int attempt = 0; text.length() < length; attempt++) {
            append(text, seed.bits(purpose, attempt), Math.min(CHARS_PER_DRAW, length - text.length()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long bits, int chars) {
        long left = bits;
        for (int i = 0; i < chars; i++) {
            text.append(DIGITS.charAt((int) Long.remainderUnsigned(left, DIGITS.length())));
            left = Long.divideUnsigned(left, DIGITS.length());
        }
    }

    private Alphanumerics() {}
}
