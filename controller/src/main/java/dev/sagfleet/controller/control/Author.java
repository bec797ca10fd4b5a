package dev.sagfleet.controller.control;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who wants something, and why, as they say themselves: whoever has the control token may be anybody.
 *
 * @param who {@value #NAMELESS} if they do not say
 * @param why empty if they do not say
 */
record Author(String who, String why) {
    static final String WHO = "by";
    static final String WHY = "why";

    private static final String NAMELESS = "control";
    private static final int WHO_LENGTH_MAX = 64;
    private static final int WHY_LENGTH_MAX = 256;

    /** It is a line of a log, so it must stay one. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}]*");

    /** @throws ControlException if the names are longer than a line, or break it */
    static Author of(Optional<String> who, Optional<String> why) {
        return new Author(
                line(WHO, who.orElse(""), WHO_LENGTH_MAX).orElse(NAMELESS),
                line(WHY, why.orElse(""), WHY_LENGTH_MAX).orElse(""));
    }

    /** That of a request with JSON. */
    static Author of(ControlRequest request) {
        return of(request.optionalText(WHO), request.optionalText(WHY));
    }

    /** Why, or what is to be said if nobody has said it. */
    String why(String otherwise) {
        return why.isEmpty() ? otherwise : why;
    }

    private static Optional<String> line(String name, String text, int lengthMax) {
        if (text.length() > lengthMax || !PRINTABLE.matcher(text).matches()) {
            throw ControlException.badRequest(
                    name + ": " + text.length() + " characters (expected: at most " + lengthMax + ", in one line)");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }
}
