package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Manifest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, as they stand on a command line. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?([A-Za-z/]*)");

    private static final Map<String, Long> BYTES = Map.of(
            "", 1L,
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private static final Map<String, Long> BITS_PER_SECOND = Map.of(
            "bit/s", 1L,
            "kbit/s", 1_000L,
            "Kbit/s", 1_000L,
            "Mbit/s", 1_000_000L,
            "Gbit/s", 1_000_000_000L);

    /**
     * The size of an image.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long imageBytes(String text) {
        return whole(text, BYTES, 1, Manifest.SIZE_BYTES_MAX, "1 B to 4 GiB, as in 64MiB");
    }

    /**
     * A bandwidth.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Bandwidth bandwidth(String text) {
        String expected = "1 kbit/s to 100 Gbit/s, as in 500Mbit/s";
        long bits = whole(text, BITS_PER_SECOND, 1_000, Bandwidth.BITS_PER_SECOND_MAX, expected);
        if (bits % 1_000 != 0) {
            throw wrong(text, "whole kbit/s");
        }
        return new Bandwidth(bits);
    }

    private static long whole(String text, Map<String, Long> units, long least, long most, String expected) {
        Matcher form = FORM.matcher(text);
        Long unit = form.matches() ? units.get(form.group(2)) : null;
        if (unit == null) {
            throw wrong(text, expected);
        }
        BigDecimal number = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
        boolean isWithin = number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (!isWithin) {
            throw wrong(text, expected);
        }
        return number.longValueExact();
    }

    private static IllegalArgumentException wrong(String text, String expected) {
        return new IllegalArgumentException(text + " (expected: " + expected + ')');
    }

    private Quantity() {}
}
