package dev.sagfleet.controller.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is sent to, as on the wire (RFC 9112, section 3.2).
 *
 * @param path never empty unless the target is neither of the forms that a server takes
 * @param query without the {@code ?}; empty if there is none
 */
record RequestTarget(String path, String query) {
    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("https?://[^/?#]*", Pattern.CASE_INSENSITIVE);

    /** Of the absolute form, which proxies send, only what follows the authority counts. */
    static RequestTarget of(String target) {
        String local = target;
        if (!target.startsWith("/")) {
            Matcher absolute = SCHEME_AND_AUTHORITY.matcher(target);
            local = absolute.lookingAt() ? target.substring(absolute.end()) : target;
        }
        int mark = local.indexOf('?');
        String path = mark < 0 ? local : local.substring(0, mark);
        return new RequestTarget(path.isEmpty() ? "/" : path, mark < 0 ? "" : local.substring(mark + 1));
    }
}
