package dev.sagfleet.controller.firmware;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of an image are asked for. As an origin server may, it takes one range at a time: several, or what is none,
 * are answered with the whole image.
 *
 * @param from the first byte
 * @param to the end, not included
 * @param isPartial whether a part was asked for, be it the whole
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110, section 14.2</a>
 */
public record ByteRange(long from, long to, boolean isPartial) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** So many digits are more bytes than any image has. */
    private static final int DIGITS_MAX = 18;

    static ByteRange whole(long sizeBytes) {
        return new ByteRange(0, sizeBytes, false);
    }

    /**
     * What two headers of a request ask for.
     *
     * @param range the value of {@code Range}
     * @param ifRange that of {@code If-Range}: a part is wanted of this image only
     * @param entityTag of the image
     * @return nothing if no byte of it is asked for
     */
    static Optional<ByteRange> asked(
            Optional<String> range, Optional<String> ifRange, String entityTag, long sizeBytes) {
        Matcher form = FORM.matcher(range.orElse(""));
        boolean isOther = ifRange.filter(tag -> !tag.equals(entityTag)).isPresent();
        if (isOther
                || !form.matches()
                || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.of(whole(sizeBytes));
        }
        if (form.group(1).isEmpty()) {
            long length = Math.min(number(form.group(2)), sizeBytes);
            return length == 0 ? Optional.empty() : Optional.of(new ByteRange(sizeBytes - length, sizeBytes, true));
        }
        long from = number(form.group(1));
        long last = form.group(2).isEmpty() ? Long.MAX_VALUE - 1 : number(form.group(2));
        if (last < from) {
            return Optional.of(whole(sizeBytes));
        }
        return from >= sizeBytes
                ? Optional.empty()
                : Optional.of(new ByteRange(from, Math.min(last + 1, sizeBytes), true));
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=\\d)", "");
        return significant.length() > DIGITS_MAX ? Long.MAX_VALUE - 1 : Long.parseLong(significant);
    }

    public long length() {
        return to - from;
    }
}
