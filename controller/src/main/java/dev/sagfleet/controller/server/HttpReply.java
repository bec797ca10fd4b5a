package dev.sagfleet.controller.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * An answer to an HTTP request, before it is written.
 *
 * @param body read only
 * @param headers beside content type and length
 */
record HttpReply(int status, String contentType, ByteBuffer body, Map<String, String> headers) {
    static final String JSON = "application/json;charset=utf-8";

    HttpReply {
        body = body.asReadOnlyBuffer();
        headers = Map.copyOf(headers);
    }

    /** The response to write. */
    FullHttpResponse response() {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
        headers.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    static HttpReply json(int status, byte[] body, Map<String, String> headers) {
        return new HttpReply(status, JSON, ByteBuffer.wrap(body), headers);
    }
}
