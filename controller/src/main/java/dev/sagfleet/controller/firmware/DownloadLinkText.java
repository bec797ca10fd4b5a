package dev.sagfleet.controller.firmware;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.agent.protocol.Digest;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a link.
 *
 * @param expiresSeconds since 1970
 * @param mac as it was sent, right or wrong
 */
public record DownloadLinkText(Digest image, String job, long expiresSeconds, String mac) {
    /** What the paths of all links begin with. */
    public static final String PATH = "/firmware/";

    private static final int DIGITS_MAX = 12;

    /** The image whose path a request has; nothing if no image can be there. */
    public static Optional<Digest> image(String target) {
        String path = path(target);
        try {
            return path.startsWith(PATH) ? Optional.of(new Digest(path.substring(PATH.length()))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a target of a request says; nothing if something is missing, or twice there, or of no such form. */
    public static Optional<DownloadLinkText> parse(String target) {
        Optional<Digest> image = image(target);
        Map<String, String> query = new HashMap<>();
        String text = target.substring(Math.min(target.length(), path(target).length() + 1));
        for (String parameter : text.split("&", -1)) {
            int sign = parameter.indexOf('=');
            if (sign < 0 || query.put(parameter.substring(0, sign), parameter.substring(sign + 1)) != null) {
                return Optional.empty();
            }
        }
        String expires = query.getOrDefault("expires", "");
        boolean isWhole = query.containsKey("job") && query.containsKey("mac") && isNumber(expires);
        try {
            return isWhole
                    ? image.map(digest -> new DownloadLinkText(
                            digest,
                            URLDecoder.decode(query.getOrDefault("job", ""), UTF_8),
                            Long.parseLong(expires),
                            query.getOrDefault("mac", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a % without two hex digits after it
        }
    }

    private static boolean isNumber(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= DIGITS_MAX;
        for (int i = 0; isNumber && i < text.length(); i++) {
            isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isNumber;
    }

    private static String path(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
