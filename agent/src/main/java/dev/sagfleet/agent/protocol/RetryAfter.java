package dev.sagfleet.agent.protocol;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a device that was turned away may come again, as the reason of a close frame says it with
 * {@link CloseCode#TRY_AGAIN_LATER}: {@code retry-after=30 } and then why. An answer to an upgrade request has the
 * seconds in its header {@code Retry-After} (RFC 9110, section 10.2.3).
 */
public final class RetryAfter {
    /** The longest that a device lets itself be put off. */
    public static final Duration MAX = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern REASON = Pattern.compile("retry-after=(" + SECONDS + ")( .*)?", Pattern.DOTALL);

    /** The reason of a close frame. */
    public static String reason(Duration after, String why) {
        return "retry-after=" + after.toSeconds() + ' ' + why;
    }

    /** What a reason says; zero if it says nothing of the kind. */
    public static Duration ofReason(String reason) {
        Matcher matcher = REASON.matcher(reason);
        return matcher.matches() ? ofSeconds(matcher.group(1)) : Duration.ZERO;
    }

    /** What a header says; zero if it says no number of seconds. */
    public static Duration ofHeader(String value) {
        return SECONDS.matcher(value).matches() ? ofSeconds(value) : Duration.ZERO;
    }

    private static Duration ofSeconds(String digits) {
        Duration asked = Duration.ofSeconds(Long.parseLong(digits));
        return asked.compareTo(MAX) > 0 ? MAX : asked;
    }

    private RetryAfter() {}
}
