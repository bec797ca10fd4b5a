package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.RetryAfter;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.time.Duration;

/** Turns the frames of the controller into messages for the device. */
final class LinkFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final String TRY_AGAIN_LATER = CloseCode.TRY_AGAIN_LATER.status() + ": ";

    private final WebSocketLink link;
    private String reason = "the connection broke";

    LinkFrames(WebSocketLink link) {
        this.link = link;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws Exception {
        link.heard();
        if (!frame.isFinalFragment()) {
            aggregate(ctx, frame);
        } else if (frame instanceof TextWebSocketFrame) {
            read(ctx, ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof PingWebSocketFrame) {
            var unused =
                    ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()), ctx.voidPromise());
        } else if (frame instanceof CloseWebSocketFrame close) {
            reason = close.statusCode() + ": " + close.reasonText();
            var unused = ctx.close();
        } else if (!(frame instanceof PongWebSocketFrame)) {
            refuse(ctx, "frame: binary (expected: text)");
        }
    }

    /** Hardly anybody sends fragments, so that nobody pays for an aggregator before the first one comes. */
    private static void aggregate(ChannelHandlerContext ctx, WebSocketFrame first) throws Exception {
        var aggregator = new WebSocketFrameAggregator(MessageCodec.FRAME_BYTES_MAX);
        ctx.pipeline().addBefore(ctx.name(), null, aggregator);
        aggregator.channelRead(ctx.pipeline().context(aggregator), first.retain());
    }

    private void read(ChannelHandlerContext ctx, byte[] text) {
        try {
            link.received(MessageCodec.decodeDownlink(text));
        } catch (MalformedMessageException e) {
            refuse(ctx, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(ChannelHandlerContext ctx, String because) {
        reason = because;
        ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_PAYLOAD_DATA))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        link.ended(ctx.channel(), reason, retryAfter());
    }

    /** Read from the reason, so that no device has a field for it. */
    private Duration retryAfter() {
        return reason.startsWith(TRY_AGAIN_LATER)
                ? RetryAfter.ofReason(reason.substring(TRY_AGAIN_LATER.length()))
                : Duration.ZERO;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reason = WebSocketLink.reason(cause);
        var unused = ctx.close();
    }
}
