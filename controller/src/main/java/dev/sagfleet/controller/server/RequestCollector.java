package dev.sagfleet.controller.server;

import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request until it is whole. One that is too large, or cannot be decoded, goes on at once and
 * without its body, so that it is answered in its turn and as the API does.
 */
final class RequestCollector extends ChannelInboundHandlerAdapter {
    /** The largest body, in bytes: some ten times that of the longest list the API takes. */
    static final int BYTES_MAX = 1024 * 1024;

    private static final int BYTES_FIRST = 1024;
    private static final byte[] NONE = {};

    private @Nullable HttpRequest head;
    private int headLength;
    private byte[] body = NONE;
    private int length;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (message instanceof HttpContent content) {
                add(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        head = request;
        headLength = 0;
        if (requireDecoded(ctx, request)) {
            if (HttpUtil.getContentLength(request, 0L) > BYTES_MAX) {
                fail(ctx, tooLarge());
            } else if (HttpUtil.is100ContinueExpected(request)) {
                var unused = ctx.writeAndFlush(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private void add(ChannelHandlerContext ctx, HttpContent content) {
        HttpRequest request = head;
        if (request == null || !requireDecoded(ctx, content)) {
            return; // what follows a request that was too large
        }
        ByteBuf bytes = content.content();
        int total = length + bytes.readableBytes();
        if (total > BYTES_MAX) {
            fail(ctx, tooLarge());
            return;
        }
        boolean isLast = content instanceof LastHttpContent;
        if (total > body.length) {
            body = Arrays.copyOf(body, isLast ? total : roomFor(total));
        }
        bytes.readBytes(body, length, bytes.readableBytes());
        length = total;
        if (isLast) {
            ApiRequest whole = ApiRequest.whole(
                    request,
                    length == body.length ? body : Arrays.copyOf(body, length),
                    ctx.channel().remoteAddress());
            reset();
            ctx.fireChannelRead(whole);
        }
    }

    private static int roomFor(int bytes) {
        return Math.min(BYTES_MAX, Math.max(BYTES_FIRST, bytes + bytes / 2));
    }

    private boolean requireDecoded(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isSuccess()) {
            return true;
        }
        fail(ctx, undecodable(part.decoderResult().cause()));
        return false;
    }

    private void fail(ChannelHandlerContext ctx, ApiException fault) {
        HttpRequest request = head;
        reset();
        if (request != null) {
            ctx.fireChannelRead(ApiRequest.broken(request, fault));
        }
    }

    /** Forgets what has come of a request; what else comes of it is passed over. */
    void reset() {
        head = null;
        body = NONE;
        length = 0;
    }

    /** The request of which something has come, but not all. */
    @Nullable
    HttpRequest unfinished() {
        return head;
    }

    /** What is kept of an unfinished request, in bytes, about. */
    int heldBytes() {
        HttpRequest request = head;
        if (request == null) {
            return 0;
        }
        if (headLength == 0) {
            headLength = request.uri().length();
            for (Map.Entry<String, String> header : request.headers()) {
                headLength += header.getKey().length() + header.getValue().length();
            }
        }
        return headLength + body.length;
    }

    private static ApiException tooLarge() {
        return new ApiException(413, "RequestTooLarge", "The request body is too large.")
                .withDetail("required at most " + BYTES_MAX + " bytes");
    }

    private static ApiException undecodable(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            return new ApiException(413, "RequestTooLarge", "The request line or the headers are too large.")
                    .withDetail("required at most " + RequestDecoder.URI_LENGTH_MAX + " bytes of request line and "
                            + RequestDecoder.HEADERS_LENGTH_MAX + " of headers");
        }
        return GatewayError.MALFORMED_PARAMETER.exception("not HTTP/1.1");
    }
}
