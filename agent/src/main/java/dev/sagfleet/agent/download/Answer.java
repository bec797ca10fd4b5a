package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.UpdateCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer to a request for an image comes to. Source: firmware rules F5 and F6. */
sealed interface Answer {
    /** The bytes follow, of which the first is this one of the image. */
    record Body(long fromBytes) implements Answer {}

    /** There are no more bytes than are here already. */
    record Complete() implements Answer {}

    record Failed(FetchFailure why) implements Answer {}

    /** The entity tag of an image. */
    static String tag(Wanted wanted) {
        return '"' + wanted.digest().hex() + '"';
    }

    /**
     * What the head of an answer comes to.
     *
     * @param hereBytes where the request asked it to begin; without a range if that is 0
     */
    static Answer of(HttpResponse response, Wanted wanted, long hereBytes) {
        String tag = response.headers().get(HttpHeaderNames.ETAG, "");
        String range = response.headers().get(HttpHeaderNames.CONTENT_RANGE, "");
        return switch (response.status().code()) {
            case 200 -> tag.isEmpty() || tag.equals(tag(wanted)) ? new Body(0) : other();
            case 206 -> tag.equals(tag(wanted)) ? part(range, wanted, hereBytes) : other();
            case 416 -> ContentRange.isAllOf(range, hereBytes) && hereBytes == wanted.sizeBytes() ? new Complete() : other();
            case 410 -> new Failed(new FetchFailure.LinkExpired());
            case 503, 429 -> busy(response.headers().get(HttpHeaderNames.RETRY_AFTER, ""));
            case 401, 403 -> denied(UpdateCode.NOT_AUTHORIZED);
            case 404 -> denied(UpdateCode.NO_SUCH_IMAGE);
            case 408 -> broken();
            default -> response.status().code() >= 500 ? broken() : denied(UpdateCode.DOWNLOAD_FAILED);
        };
    }

    private static Answer part(String range, Wanted wanted, long hereBytes) {
        return ContentRange.isFrom(range, hereBytes, wanted.sizeBytes()) ? new Body(hereBytes) : broken();
    }

    /** Without a time it says no more than any other that something is wrong. */
    private static Answer busy(String retryAfter) {
        Duration asked = RetryAfter.ofHeader(retryAfter);
        return asked.isZero() ? broken() : new Failed(new FetchFailure.Busy(asked));
    }

    private static Answer other() {
        return new Failed(new FetchFailure.OtherContent());
    }

    private static Answer broken() {
        return new Failed(new FetchFailure.Broken());
    }

    private static Answer denied(UpdateCode code) {
        return new Failed(new FetchFailure.Denied(code));
    }

    /** What the header {@code Content-Range} says (RFC 9110, section 14.4). */
    final class ContentRange {
        private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
        private static final Pattern NONE = Pattern.compile("bytes \\*/(\\d{1,18})");

        /** Whether it is the rest of so many bytes, from this one on. */
        static boolean isFrom(String range, long firstByte, long sizeBytes) {
            Matcher part = PART.matcher(range);
            return part.matches()
                    && Long.parseLong(part.group(1)) == firstByte
                    && (part.group(3).equals("*") || Long.parseLong(part.group(3)) == sizeBytes);
        }

        /** Whether there are so many bytes and no others. */
        static boolean isAllOf(String range, long sizeBytes) {
            Matcher none = NONE.matcher(range);
            return none.matches() && Long.parseLong(none.group(1)) == sizeBytes;
        }

        private ContentRange() {}
    }
}
