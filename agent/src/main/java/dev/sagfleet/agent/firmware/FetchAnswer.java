package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the answer to a request for an image means, whatever carried it. Source: firmware rules F5 and F6; RFC 9110,
 * sections 13.1.5 (If-Range) and 14 (ranges).
 */
public sealed interface FetchAnswer {
    /** The body is the rest of the image, from the byte on that was asked for. */
    record Rest() implements FetchAnswer {}

    /** The body is the image from its first byte: what is there already is worth nothing. */
    record Whole() implements FetchAnswer {}

    /** There is nothing more to come: all bytes are there. */
    record Complete() implements FetchAnswer {}

    /** There is no body to make use of. */
    record Failed(FetchFailure why) implements FetchAnswer {}

    /**
     * What was asked for.
     *
     * @param from the first byte, counted from 0
     * @param sizeBytes of the whole image
     */
    record Request(Digest digest, long from, long sizeBytes) {
        /** The image's entity tag, for {@code If-Range}. */
        public String entityTag() {
            return '"' + digest.hex() + '"';
        }
    }

    /**
     * What came before the body.
     *
     * @param entityTag the header {@code ETag}, and so on; absent if there is none
     */
    record Head(int status, Optional<String> entityTag, Optional<String> contentRange, Optional<String> retryAfter) {
        private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
        private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");

        private Matcher range() {
            return RANGE.matcher(contentRange.orElse(""));
        }

        private Matcher unsatisfied() {
            return UNSATISFIED.matcher(contentRange.orElse(""));
        }
    }

    static FetchAnswer of(Request request, Head head) {
        return switch (head.status()) {
            case 200 -> isOther(request, head) ? failed(new FetchFailure.OtherContent()) : new Whole();
            case 206 -> isRest(request, head) ? new Rest() : failed(new FetchFailure.OtherContent());
            case 416 -> isComplete(request, head) ? new Complete() : failed(new FetchFailure.OtherContent());
            case 410 -> failed(new FetchFailure.LinkExpired());
            case 401, 403 -> failed(new FetchFailure.Denied(UpdateCode.NOT_AUTHORIZED));
            case 404 -> failed(new FetchFailure.Denied(UpdateCode.NO_SUCH_IMAGE));
            case 429, 503 -> failed(busy(head));
            default -> failed(otherwise(head.status()));
        };
    }

    private static Failed failed(FetchFailure why) {
        return new Failed(why);
    }

    /** A whole image without a tag may be the one; its digest will say. */
    private static boolean isOther(Request request, Head head) {
        return head.entityTag().filter(tag -> !tag.equals(request.entityTag())).isPresent();
    }

    private static boolean isRest(Request request, Head head) {
        Matcher range = head.range();
        return head.entityTag().equals(Optional.of(request.entityTag()))
                && range.matches()
                && Long.parseLong(range.group(1)) == request.from()
                && Long.parseLong(range.group(2)) < request.sizeBytes()
                && (range.group(3).equals("*") || Long.parseLong(range.group(3)) == request.sizeBytes());
    }

    private static boolean isComplete(Request request, Head head) {
        Matcher range = head.unsatisfied();
        return range.matches()
                && Long.parseLong(range.group(1)) == request.sizeBytes()
                && request.from() == request.sizeBytes();
    }

    private static FetchFailure busy(Head head) {
        return head.retryAfter()
                .<FetchFailure>map(after -> new FetchFailure.Busy(RetryAfter.ofHeader(after)))
                .orElseGet(FetchFailure.Broken::new);
    }

    private static FetchFailure otherwise(int status) {
        boolean passes = status == 408 || status / 100 == 5;
        return passes ? new FetchFailure.Broken() : new FetchFailure.Denied(UpdateCode.DOWNLOAD_FAILED);
    }
}
