package dev.sagfleet.agent.protocol;

/**
 * Checks and quotes texts that the other end chose. They come to stand in logs, records and HTTP headers, so
 * none is long and none breaks a line.
 */
final class Text {
    private static final int QUOTE_LENGTH_MAX = 40;

    /** Checks for 1 to {@code lengthMax} characters that can be printed. */
    static void requireShort(String text, String name, int lengthMax) {
        if (text.isEmpty() || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    name + ": " + text.length() + " characters (expected: 1 to " + lengthMax + ')');
        }
        if (!isPrintable(text)) {
            throw new IllegalArgumentException(name + ": characters that cannot be printed (expected: none)");
        }
    }

    /** Not by a stream of its characters: every message has such texts, and most of them are plain ASCII. */
    private static boolean isPrintable(String text) {
        int character;
        for (int i = 0; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            boolean plain = character >= ' ' && character <= '~';
            if (!plain && !isPrintable(character)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text has only ASCII letters and digits, and characters of {@code others}. */
    static boolean isAlphanumeric(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean plain = (character >= '0' && character <= '9')
                    || (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z');
            if (!plain && others.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    /** As much of the text as fits into a line of a log, without its line breaks. */
    static String quote(String text) {
        String start = text.length() > QUOTE_LENGTH_MAX ? text.substring(0, QUOTE_LENGTH_MAX) + "..." : text;
        return start.codePoints()
                .map(character -> isPrintable(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character)
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private Text() {}
}
