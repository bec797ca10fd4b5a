package dev.sagfleet.controller.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * An answer to an HTTP request, before it is written.
 *
 * @param body read only
 * @param headers beside content type and length
 * @param stream what the body is instead, without an end of its own
 */
record HttpReply(
        int status,
        String contentType,
        ByteBuffer body,
        Map<String, String> headers,
        Optional<EventStreams.Opening> stream) {
    static final String JSON = "application/json;charset=utf-8";

    HttpReply {
        body = body.asReadOnlyBuffer();
        headers = Map.copyOf(headers);
    }

    HttpReply(int status, String contentType, ByteBuffer body, Map<String, String> headers) {
        this(status, contentType, body, headers, Optional.empty());
    }

    /** @param isHead whether it answers a HEAD, which gets all but the body */
    FullHttpResponse response(boolean isHead) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        headers.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    static HttpReply json(int status, byte[] body, Map<String, String> headers) {
        return new HttpReply(status, JSON, ByteBuffer.wrap(body), headers);
    }

    static HttpReply stream(EventStreams.Opening opening, Map<String, String> headers) {
        return new HttpReply(200, "", ByteBuffer.allocate(0), headers, Optional.of(opening));
    }
}
