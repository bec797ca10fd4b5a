package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.transport.Connector;
import dev.sagfleet.agent.transport.Transports;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.SocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the devices of one event loop reach their controller: over sockets, or within this process over
 * Netty's local transport, which takes no file descriptors.
 */
public final class WebSocketLinks implements DeviceLinks {
    private static final int UPGRADE_RESPONSE_BYTES_MAX = 8 * 1024;

    private final Connector connector;
    private final URI uri;
    private final InstantSource clock;
    private final Supplier<String> nonces;

    /**
     * Links that have no connection yet.
     *
     * @param loop made for the transport of the address, as by {@link Transports#loops}
     * @param controller a socket address, or a local one of this process
     * @param path that it lets devices in at, with a slash at its beginning
     * @param clock what a device authenticates with
     * @param nonces likewise; no two alike, and none that can be foretold
     */
    public WebSocketLinks(
            EventLoop loop, SocketAddress controller, String path, InstantSource clock, Supplier<String> nonces) {
        this.clock = clock;
        this.nonces = nonces;
        connector = new Connector(loop, controller);
        uri = URI.create("ws://" + connector.host() + path);
    }

    @Override
    public DeviceLink of(DeviceLink.Owner owner) {
        return new WebSocketLink(this, owner);
    }

    /** A connection of which nothing comes stays as it is, until somebody gives it up. */
    @Override
    public boolean noticeSilence() {
        return false;
    }

    /** The event loop that everything of these connections runs on. */
    EventLoop loop() {
        return connector.loop();
    }

    /** Where devices are let in. */
    URI uri() {
        return uri;
    }

    /** What a device shows now to be let in. */
    DeviceToken sign(SerialNumber serial, DeviceKey key) {
        return DeviceToken.sign(serial, key, clock.instant(), nonces.get());
    }

    /** Connects a device and asks the controller to let it in. */
    ChannelFuture connect(SerialNumber serial, DeviceKey key, WebSocketLink link) {
        return connector.connect(() -> List.of(
                new HttpClientCodec(),
                new HttpObjectAggregator(UPGRADE_RESPONSE_BYTES_MAX),
                new LinkUpgrade(this, serial, key, link)));
    }
}
