package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A link over a channel of its own. All of it runs on the event loop of its links. */
final class WebSocketLink implements DeviceLink {
    private final WebSocketLinks links;
    private final Owner owner;
    private @Nullable Channel channel;

    WebSocketLink(WebSocketLinks links, Owner owner) {
        this.links = links;
        this.owner = owner;
    }

    @Override
    public void connect(SerialNumber serial, DeviceKey key) {
        ChannelFuture connecting = links.connect(serial, key, this);
        Channel made = connecting.channel();
        channel = made;
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                // Without a socket to be had it would come on a thread of Netty's own.
                links.loop().execute(() -> ended(made, reason(done.cause()), Duration.ZERO));
            }
        });
    }

    @Override
    public void send(Envelope<UplinkMessage> envelope) {
        if (channel != null) {
            byte[] text = MessageCodec.encodeUplink(envelope);
            write(channel, new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
        }
    }

    @Override
    public void ping() {
        if (channel != null) {
            write(channel, new PingWebSocketFrame());
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            var unused = channel.close();
        }
    }

    private static void write(Channel channel, Object frame) {
        var unused = channel.writeAndFlush(frame, channel.voidPromise());
    }

    /** Why a connection failed, as it is told. */
    static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The controller has let the device in. */
    void opened() {
        owner.opened();
    }

    /** Something has come from the controller. */
    void heard() {
        owner.heard();
    }

    void received(Envelope<DownlinkMessage> envelope) {
        owner.received(envelope);
    }

    void keyRefused() {
        owner.keyRefused();
    }

    /** A connection in memory can both fail and end, of which the first is told. */
    void ended(Channel which, String reason, Duration retryAfter) {
        if (channel == which) {
            channel = null;
            owner.closed(reason, retryAfter);
        }
    }
}
