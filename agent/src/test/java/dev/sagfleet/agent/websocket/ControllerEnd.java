package dev.sagfleet.agent.websocket;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.link.LinkWorld.Answer;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.UplinkMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controller's end of device connections, one after the other, as a test wants it. */
@Sharable
final class ControllerEnd extends ChannelInboundHandlerAdapter {
    final List<Envelope<UplinkMessage>> received = new ArrayList<>();
    Answer answer = new Answer.LetIn();
    int pings;
    int ended;
    private @Nullable Channel latest;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        try {
            if (message instanceof FullHttpRequest request) {
                answer(ctx.channel(), request);
            } else if (message instanceof TextWebSocketFrame text) {
                received.add(read(text));
            } else if (message instanceof PingWebSocketFrame) {
                pings++;
                var unused = ctx.writeAndFlush(new PongWebSocketFrame());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static Envelope<UplinkMessage> read(TextWebSocketFrame text) throws MalformedMessageException {
        return MessageCodec.decodeUplink(ByteBufUtil.getBytes(text.content()));
    }

    private void answer(Channel device, FullHttpRequest request) {
        if (answer instanceof Answer.LetIn) {
            latest = device;
            var factory = new WebSocketServerHandshakerFactory(
                    "ws://test" + MessageCodec.PATH, MessageCodec.SUBPROTOCOL, false, MessageCodec.FRAME_BYTES_MAX);
            var unused = factory.newHandshaker(request).handshake(device, request);
            return;
        }
        boolean isKeyRefused = answer instanceof Answer.KeyRefused;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                isKeyRefused ? HttpResponseStatus.UNAUTHORIZED : HttpResponseStatus.SERVICE_UNAVAILABLE);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (answer instanceof Answer.NotNow notNow) {
            response.headers()
                    .set(HttpHeaderNames.RETRY_AFTER, notNow.retryAfter().toSeconds());
        }
        device.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (ctx.channel() == latest) {
            ended++;
        }
    }

    void send(Envelope<DownlinkMessage> envelope) {
        var text = new TextWebSocketFrame(Unpooled.wrappedBuffer(MessageCodec.encodeDownlink(envelope)));
        var unused = requireNonNull(latest).writeAndFlush(text);
    }

    void end(CloseCode code, String reason) {
        requireNonNull(latest)
                .writeAndFlush(new CloseWebSocketFrame(code.status(), reason))
                .addListener(ChannelFutureListener.CLOSE);
    }

    void cut() {
        var unused = requireNonNull(latest).close();
    }
}
