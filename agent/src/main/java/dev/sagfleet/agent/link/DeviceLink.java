package dev.sagfleet.agent.link;

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

/**
 * One device's way to its controller: one connection at a time, authenticated with the device's key. All
 * of it runs on the event loop of its connector.
 */
public final class DeviceLink {
    private final Connector connector;
    private final Owner owner;
    private @Nullable Channel channel;

    /** Who the connection is for. Called on the event loop. */
    public interface Owner {
        /** The controller has let the device in; now it waits for the Hello. */
        void opened();

        void received(Envelope<DownlinkMessage> envelope);

        /** The other end has shown that it is there. */
        void heard();

        /**
         * The controller has no such device, or not with this key; that the connection has closed comes after it.
         */
        void keyRefused();

        /**
         * The connection has ended, or could not be made.
         *
         * @param retryAfter how long the controller asks the device to stay away; zero if it asks nothing
         */
        void closed(String reason, Duration retryAfter);
    }

    public DeviceLink(Connector connector, Owner owner) {
        this.connector = connector;
        this.owner = owner;
    }

    /** Connects; the owner hears of it, whether it succeeds or not. To be called when there is no connection. */
    public void connect(SerialNumber serial, DeviceKey key) {
        ChannelFuture connecting = connector.connect(serial, key, owner);
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                // Without a socket to be had it would come on a thread of Netty's own.
                connector.loop().execute(() -> notConnected(done.cause()));
            }
        });
    }

    private void notConnected(Throwable cause) {
        channel = null;
        owner.closed(String.valueOf(cause.getMessage()), Duration.ZERO);
    }

    /** Sends a message, if there is a connection. */
    public void send(Envelope<UplinkMessage> envelope) {
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(MessageCodec.encodeUplink(envelope))));
    }

    public void ping() {
        write(new PingWebSocketFrame());
    }

    /** Ends the connection, if there is one, once what was sent has left. */
    public void close() {
        if (channel != null) {
            var unused = channel.close();
        }
    }

    private void write(Object frame) {
        if (channel != null) {
            var unused = channel.writeAndFlush(frame, channel.voidPromise());
        }
    }
}
