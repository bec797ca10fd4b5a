package dev.sagfleet.controller.access;

/** A text in which {@code *} stands for any characters, none too, and {@code ?} for one. Anything else is itself. */
public record Wildcard(String pattern) {
    private static final int NONE = -1;

    /** Whether the whole of a text is of this form; upper and lower case differ. */
    public boolean matches(String text) {
        return matches(text, false);
    }

    /** Likewise; upper and lower case are the same. */
    public boolean matchesIgnoringCase(String text) {
        return matches(text, true);
    }

    /** Goes back to the last star alone: what an earlier one took could only have been left to this one. */
    private boolean matches(String text, boolean ignoresCase) {
        int at = 0;
        int star = NONE;
        int afterStar = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at;
                afterStar = i;
                at++;
            } else if (at < pattern.length() && takes(pattern.charAt(at), text.charAt(i), ignoresCase)) {
                at++;
                i++;
            } else if (star == NONE) {
                return false;
            } else {
                at = star + 1;
                afterStar++;
                i = afterStar;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean takes(char expected, char found, boolean ignoresCase) {
        return expected == '?'
                || expected == found
                || (ignoresCase && Character.toLowerCase(expected) == Character.toLowerCase(found));
    }
}
