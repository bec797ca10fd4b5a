package dev.sagfleet.controller.rolloutfile;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** YAML text with one key in a line, and what belongs to it behind it. */
final class FlowText {
    /** What means itself wherever it stands, and is no number, flag or nothing. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

    private final StringBuilder text = new StringBuilder();

    /** Keys and values between braces. */
    static final class Mapping {
        private final StringJoiner keys = new StringJoiner(", ", "{", "}");

        Mapping with(String key, String value) {
            keys.add(key + ": " + value);
            return this;
        }

        Mapping with(String key, int value) {
            return with(key, Integer.toString(value));
        }

        @Override
        public String toString() {
            return keys.toString();
        }
    }

    /** A text, in quotes if it needs them. */
    static String scalar(String value) {
        return PLAIN.matcher(value).matches() ? value : quoted(value);
    }

    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < ' ' || point > '~') {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    void line(String key, Mapping value) {
        line(key, value.toString());
    }

    void line(String key, String value) {
        text.append(key)
                .append(':')
                .append(value.isEmpty() ? "" : " ")
                .append(value)
                .append('\n');
    }

    void item(int indent, String value) {
        text.append(" ".repeat(indent)).append("- ").append(value).append('\n');
    }

    String text() {
        return text.toString();
    }
}
