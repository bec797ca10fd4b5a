package dev.sagfleet.agent.upgrade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A controller with one port for devices and their images, and no more to it than a test needs. */
@Sharable
final class TestController extends SimpleChannelInboundHandler<Object> {
    private static final long EPOCH = 7;

    final List<UplinkMessage> told = new ArrayList<>();
    final List<Hello> hellos = new ArrayList<>();
    final ImageServer images;
    private final DeviceKey key;
    private final Set<String> nonces = new HashSet<>();
    private @Nullable Channel device;

    TestController(DeviceKey key, ImageServer images) {
        this.key = key;
        this.images = images;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof FullHttpRequest request) {
            authenticate(request);
            if (request.uri().equals(MessageCodec.PATH)) {
                letIn(ctx.channel(), request);
            } else {
                images.answer(ctx.channel(), request);
            }
        } else if (message instanceof TextWebSocketFrame text) {
            received(text);
        }
    }

    /** A device that has no power says nothing of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            var unused = ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Both kinds of request have a token of their own. */
    private void authenticate(FullHttpRequest request) {
        DeviceToken token = DeviceToken.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                .orElseThrow();
        assertThat(token.isSignedWith(key)).isTrue();
        assertThat(nonces.add(token.nonce())).as("nonce used once").isTrue();
    }

    private void letIn(Channel channel, FullHttpRequest request) {
        device = channel;
        var factory = new WebSocketServerHandshakerFactory(
                "ws://test" + MessageCodec.PATH, MessageCodec.SUBPROTOCOL, false, MessageCodec.FRAME_BYTES_MAX);
        var unused = factory.newHandshaker(request).handshake(channel, request);
    }

    private void received(TextWebSocketFrame text) throws MalformedMessageException {
        UplinkMessage message =
                MessageCodec.decodeUplink(ByteBufUtil.getBytes(text.content())).message();
        if (message instanceof Hello hello) {
            hellos.add(hello);
            send(new Welcome(Duration.ofMinutes(1), Duration.ofHours(1)));
        } else {
            told.add(message);
        }
    }

    void send(DownlinkMessage message) {
        byte[] text = MessageCodec.encodeDownlink(new Envelope<>(EPOCH, message));
        var unused = requireNonNull(device).writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    boolean wasTold(UpdateState state) {
        return told.stream()
                .anyMatch(message -> message instanceof FirmwareProgress progress && progress.state() == state);
    }
}
