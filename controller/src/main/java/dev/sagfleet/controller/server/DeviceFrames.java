package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.controller.session.SessionEvent;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the frames of one device connection into events of its session. */
final class DeviceFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceFrames.class);

    private final SessionHost connection;

    DeviceFrames(SessionHost connection) {
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection.begin();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws Exception {
        if (!frame.isFinalFragment()) {
            aggregate(ctx, frame);
        } else if (frame instanceof TextWebSocketFrame) {
            connection.step(event(ByteBufUtil.getBytes(frame.content())));
        } else if (frame instanceof PingWebSocketFrame) {
            connection.write(new PongWebSocketFrame(frame.content().retain()));
            connection.step(new SessionEvent.Heard());
        } else if (frame instanceof PongWebSocketFrame) {
            connection.step(new SessionEvent.Heard());
        } else if (frame instanceof CloseWebSocketFrame) {
            var unused = ctx.close();
        } else {
            connection.step(new SessionEvent.Garbled(CloseCode.MALFORMED, "frame: binary (expected: text)"));
        }
    }

    /** Hardly any device sends fragments, so that none pays for an aggregator before the first one comes. */
    private static void aggregate(ChannelHandlerContext ctx, WebSocketFrame first) throws Exception {
        var aggregator = new WebSocketFrameAggregator(MessageCodec.FRAME_BYTES_MAX);
        ctx.pipeline().addBefore(ctx.name(), null, aggregator);
        aggregator.channelRead(ctx.pipeline().context(aggregator), first.retain());
    }

    private static SessionEvent event(byte[] text) {
        try {
            return new SessionEvent.Received(MessageCodec.decodeUplink(text));
        } catch (MalformedMessageException e) {
            return new SessionEvent.Garbled(CloseCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.end();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (isTooLong(cause)) {
            connection.step(new SessionEvent.Garbled(
                    CloseCode.TOO_LARGE,
                    "frame: too long (expected: at most " + MessageCodec.FRAME_BYTES_MAX + " bytes)"));
        } else if (cause instanceof CorruptedWebSocketFrameException) {
            connection.step(new SessionEvent.Garbled(CloseCode.MALFORMED, "frame: not as in RFC 6455"));
        } else if (cause instanceof IOException) {
            LOG.debug("device connection broke: serial={}", connection.serial(), cause);
            var unused = ctx.close();
        } else {
            LOG.warn("device connection failed: serial={}", connection.serial(), cause);
            var unused = ctx.close();
        }
    }

    private static boolean isTooLong(Throwable cause) {
        return cause instanceof TooLongFrameException
                || (cause instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
    }
}
