package dev.sagfleet.controller.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request whole. One that is too large goes on without its body and as one that could not be
 * decoded, so that it is answered in its turn and as the API does.
 */
final class BoundedBody extends HttpObjectAggregator {
    /** The largest body, in bytes: some ten times that of the longest list the API takes. */
    static final int BYTES_MAX = 1024 * 1024;

    BoundedBody() {
        super(BYTES_MAX);
    }

    /** Tells a client to go on only if its body will be taken; any other expectation is passed over. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int bytesMax, ChannelPipeline pipeline) {
        boolean taken = HttpUtil.is100ContinueExpected(start) && HttpUtil.getContentLength(start, 0L) <= bytesMax;
        return taken ? super.newContinueResponse(start, bytesMax, pipeline) : null;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HttpRequest request = (HttpRequest) oversized;
        var cut = new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri());
        cut.headers().set(request.headers());
        cut.setDecoderResult(DecoderResult.failure(new TooLongHttpContentException("body")));
        ctx.fireChannelRead(cut);
    }
}
