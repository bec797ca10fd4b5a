package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A firmware or app version: 1 to 8 dotted parts of up to 9 digits, compared part by part as numbers.
 *
 * <p>A missing part is 0, so {@code 2.4} and {@code 2.4.0} are the same version, {@code 2.10.0} is later
 * than {@code 2.4.0} and {@code 2.3.1.1} earlier.
 */
public final class FirmwareVersion implements Comparable<FirmwareVersion> {
    // Before the constant below, which is parsed with it.
    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,7}");

    /** The first version with application acceleration, for devices and app clients alike. */
    public static final FirmwareVersion APPLICATION_ACCELERATION = parse("2.4.0");

    private final String text;
    private final List<Integer> parts;

    /** Made when it is first wanted: versions are compared by maps and stores all the time. */
    private @Nullable String sortKey;

    private FirmwareVersion(String text, List<Integer> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * The version written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not 1 to 8 dotted numbers
     */
    public static FirmwareVersion parse(String text) {
        requireNonNull(text, "text");
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "version: " + Text.quote(text) + " (expected: 1 to 8 dotted numbers, as in 2.4.0)");
        }
        return new FirmwareVersion(
                text, Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList());
    }

    /** Whether a device that runs this version can accelerate applications. */
    public boolean acceleratesApplications() {
        return compareTo(APPLICATION_ACCELERATION) >= 0;
    }

    /**
     * A text whose alphabetical order is the order of versions, so that a database can compare them.
     * Equal versions have the same key.
     */
    public String sortKey() {
        String known = sortKey;
        if (known == null) {
            known = makeSortKey();
            sortKey = known;
        }
        return known;
    }

    private String makeSortKey() {
        int last = parts.size();
        while (last > 1 && parts.get(last - 1) == 0) {
            last--;
        }
        StringBuilder key = new StringBuilder();
        for (int part : parts.subList(0, last)) {
            String digits = Integer.toString(part);
            key.append(key.isEmpty() ? "" : ".")
                    .append("0".repeat(9 - digits.length()))
                    .append(digits);
        }
        return key.toString();
    }

    @Override
    public int compareTo(FirmwareVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int order = Integer.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int part(int index) {
        return index < parts.size() ? parts.get(index) : 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof FirmwareVersion version && compareTo(version) == 0);
    }

    @Override
    public int hashCode() {
        return sortKey().hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
