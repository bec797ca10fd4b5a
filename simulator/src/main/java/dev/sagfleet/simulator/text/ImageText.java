package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the control API shows of a firmware image, for a person. */
public final class ImageText {
    private static final long UNIT = 1024;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

    public static String of(JsonNode image) {
        TextTable table = TextTable.ofWords();
        table.add("image", image.path("digest").asText());
        table.add("version", image.path("version").asText());
        table.add("models", joined(image.path("models"), "none"));
        table.add(
                "size",
                size(image.path("sizeBytes").asLong()) + ", "
                        + image.path("content").asText());
        table.add("state", image.path("state").asText());
        if (image.path("minimumVersion").isTextual()) {
            table.add("needs", image.path("minimumVersion").asText() + " or later");
        }
        if (image.path("securityIndex").asInt() > 0) {
            table.add("security", "index " + image.path("securityIndex").asText());
        }
        table.add("key", image.path("key").asText());
        if (!image.path("withdrawnKeys").isEmpty()) {
            table.add("withdraws", "key " + joined(image.path("withdrawnKeys"), ""));
        }
        return table.text();
    }

    /** An image in a line. */
    public static String title(JsonNode image) {
        return image.path("version").asText() + " for " + joined(image.path("models"), "none");
    }

    /** Bytes in the largest unit that there is one of; to a tenth unless they are whole. */
    public static String size(long bytes) {
        int unit = 0;
        long whole = 1;
        while (unit < UNITS.length - 1 && bytes >= whole * UNIT) {
            unit++;
            whole *= UNIT;
        }
        String number = bytes % whole == 0
                ? Long.toString(bytes / whole)
                : String.format(Locale.ROOT, "%.1f", (double) bytes / whole);
        return number + ' ' + UNITS[unit];
    }

    static String joined(JsonNode texts, String none) {
        return texts.isEmpty()
                ? none
                : StreamSupport.stream(texts.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
    }

    private ImageText() {}
}
