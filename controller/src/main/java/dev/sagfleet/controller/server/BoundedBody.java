package dev.sagfleet.controller.server;

import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.HttpCall;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Collects a request whole, and answers one that is too large as the API does. */
final class BoundedBody extends HttpObjectAggregator {
    /** The largest body, in bytes: some ten times that of the longest list the API takes. */
    static final int BYTES_MAX = 1024 * 1024;

    BoundedBody() {
        super(BYTES_MAX);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        HttpCall call = HttpCall.of(
                "POST", "/", "", Map.of("host", oversized.headers().get(HttpHeaderNames.HOST, "")), new byte[0]);
        ApiException error = new ApiException(413, "RequestTooLarge", "The request body is too large.")
                .withDetail("required at most " + BYTES_MAX + " bytes");
        HttpReply reply = OpenApi.error(call, requestId, error);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
