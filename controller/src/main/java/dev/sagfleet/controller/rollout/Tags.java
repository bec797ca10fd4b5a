package dev.sagfleet.controller.rollout;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people have marked a device with, to find it by: a value under each name.
 *
 * @param byName at most {@value #TAGS_MAX}; names and values have 1 to 64 letters, digits, {@code .}, {@code _} and
 *     {@code -}, the first of them a letter or a digit
 */
public record Tags(SortedMap<String, String> byName) {
    public static final int TAGS_MAX = 16;

    public static final Tags NONE = new Tags(Collections.emptySortedMap());

    /** What a name or a value may be, for people. */
    public static final String LABEL_EXPECTED = "1 to 64 letters, digits, . _ and -";

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String SEPARATOR = ",";

    public Tags {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        if (byName.size() > TAGS_MAX) {
            throw new IllegalArgumentException("tags: " + byName.size() + " (expected: at most " + TAGS_MAX + ')');
        }
        byName.forEach((name, value) -> {
            requireLabel(name, "tag");
            requireLabel(value, "tag " + name);
        });
    }

    private static void requireLabel(String text, String what) {
        if (!isLabel(text)) {
            throw new IllegalArgumentException(what + ": " + text + " (expected: " + LABEL_EXPECTED + ')');
        }
    }

    /** Whether a text may be a name or a value. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Those of a map in any order. */
    public static Tags of(Map<String, String> byName) {
        return byName.isEmpty() ? NONE : new Tags(new TreeMap<>(byName));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Tags parse(String text) {
        SortedMap<String, String> read = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(SEPARATOR, -1)) {
            int sign = pair.indexOf('=');
            if (sign < 0 || read.put(pair.substring(0, sign), pair.substring(sign + 1)) != null) {
                throw new IllegalArgumentException("tags: " + text + " (expected: name=value, each name once)");
            }
        }
        return of(read);
    }

    /** All in one text: {@code lane=left,ring=a}. */
    public String text() {
        return byName.entrySet().stream().map(Tags::pair).collect(Collectors.joining(SEPARATOR));
    }

    private static String pair(Map.Entry<String, String> tag) {
        return tag.getKey() + '=' + tag.getValue();
    }

    /** Whether all of some others are among these. */
    public boolean haveAll(Tags others) {
        return byName.entrySet().containsAll(others.byName.entrySet());
    }

    /** Each by itself, as it stands in {@link #text}. */
    public Iterable<String> pairs() {
        return Arrays.asList(byName.isEmpty() ? new String[0] : text().split(SEPARATOR, -1));
    }
}
