package dev.sagfleet.agent.upgrade;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves one image, but for requests that a test wants to be answered otherwise. */
final class ImageServer {
    private static final int CHUNK = 16 * 1024;

    final List<Asked> asked = new ArrayList<>();

    /** How the next requests are answered; others get what they ask for. */
    final Deque<Answer> answers = new ArrayDeque<>();

    private final byte[] image;
    private final Digest digest;
    private @Nullable Channel latest;

    /** What a device asked for; a range and its condition are empty if it asked for none. */
    record Asked(String link, String range, String ifRange) {}

    /** Another answer than the bytes that were asked for. */
    interface Answer {
        void to(Channel device, long fromByte);
    }

    ImageServer(byte[] image, Digest digest) {
        this.image = image;
        this.digest = digest;
    }

    void answer(Channel device, FullHttpRequest request) {
        String range = request.headers().get(HttpHeaderNames.RANGE, "");
        String ifRange = request.headers().get(HttpHeaderNames.IF_RANGE, "");
        asked.add(new Asked(request.uri(), range, ifRange));
        latest = device;
        long from = range.isEmpty() ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
        Answer answer = answers.poll();
        if (answer == null) {
            serve(device, (int) from, image.length);
        } else {
            answer.to(device, from);
        }
    }

    /** The rest of the image, of which no more than so much comes, and then nothing. */
    Answer stallingAt(int byteCount) {
        return (device, from) -> serve(device, (int) from, byteCount);
    }

    Answer status(int status, Map<String, String> headers) {
        return (device, from) -> {
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            headers.forEach((name, value) -> response.headers().set(name, value));
            var unused = device.writeAndFlush(response);
        };
    }

    private void serve(Channel device, int from, int to) {
        HttpResponse response = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, from == 0 ? HttpResponseStatus.OK : HttpResponseStatus.PARTIAL_CONTENT);
        response.headers()
                .set(HttpHeaderNames.ETAG, '"' + digest.hex() + '"')
                .set(HttpHeaderNames.CONTENT_LENGTH, image.length - from);
        if (from > 0) {
            response.headers()
                    .set(
                            HttpHeaderNames.CONTENT_RANGE,
                            "bytes " + from + '-' + (image.length - 1) + '/' + image.length);
        }
        write(device, response);
        for (int at = from; at < to; at += CHUNK) {
            int bytes = Math.min(CHUNK, to - at);
            write(device, new DefaultHttpContent(Unpooled.wrappedBuffer(image, at, bytes)));
        }
        if (to == image.length) {
            write(device, LastHttpContent.EMPTY_LAST_CONTENT);
        }
        device.flush();
    }

    private static void write(Channel device, Object part) {
        var unused = device.write(part, device.voidPromise());
    }

    void cut() {
        var unused = requireNonNull(latest).close();
    }
}
