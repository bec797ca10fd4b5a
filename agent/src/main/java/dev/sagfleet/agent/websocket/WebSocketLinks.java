package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How the devices of one event loop reach their controller: over sockets, or within this process over
 * Netty's local transport, which takes no file descriptors.
 */
public final class WebSocketLinks implements DeviceLinks {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int UPGRADE_RESPONSE_BYTES_MAX = 8 * 1024;
    private static final AtomicLong ENDS = new AtomicLong();

    private final EventLoop loop;
    private final SocketAddress controller;
    private final URI uri;
    private final InstantSource clock;
    private final Supplier<String> nonces;
    private final Bootstrap bootstrap;

    /**
     * Links that have no connection yet.
     *
     * @param loop made for the transport of the address, as by {@link Transports#loops}
     * @param controller a socket address, or a {@link LocalAddress} of this process
     * @param path that it lets devices in at, with a slash at its beginning
     * @param clock what a device authenticates with
     * @param nonces likewise; no two alike, and none that can be foretold
     */
    public WebSocketLinks(
            EventLoop loop, SocketAddress controller, String path, InstantSource clock, Supplier<String> nonces) {
        this.loop = loop;
        this.clock = clock;
        this.nonces = nonces;
        this.controller = controller;
        uri = URI.create("ws://" + host(controller) + path);
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(Transports.channel(controller))
                .remoteAddress(controller)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
        if (!isLocal()) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
    }

    private static String host(SocketAddress controller) {
        return controller instanceof InetSocketAddress socket
                ? socket.getHostString() + ':' + socket.getPort()
                : "memory";
    }

    private boolean isLocal() {
        return controller instanceof LocalAddress;
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
        return loop;
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
        Bootstrap connecting = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel connection) {
                connection
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(UPGRADE_RESPONSE_BYTES_MAX))
                        .addLast(new LinkUpgrade(WebSocketLinks.this, serial, key, link));
            }
        });
        return isLocal() ? connecting.connect(controller, anEnd()) : connecting.connect();
    }

    /** An address of its own: those that Netty draws for local channels coincide from some 100,000 on. */
    private static SocketAddress anEnd() {
        return new LocalAddress("device-" + ENDS.incrementAndGet());
    }
}
