package dev.sagfleet.agent.link;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.MessageCodec;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * How the devices of one event loop reach their controller: over sockets, or within this process over
 * Netty's local transport, which takes no file descriptors.
 */
public final class Connector {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int UPGRADE_RESPONSE_BYTES_MAX = 8 * 1024;
    private static final AtomicLong ENDS = new AtomicLong();

    private final EventLoop loop;
    private final SocketAddress controller;
    private final URI uri;
    private final Bootstrap bootstrap;

    /**
     * A connector that is not used yet.
     *
     * @param loop made for the transport of the address, as by {@link Transports#loops}
     * @param controller a socket address, or a {@link LocalAddress} of this process
     */
    public Connector(EventLoop loop, SocketAddress controller) {
        this(loop, controller, MessageCodec.PATH);
    }

    /**
     * A connector to a controller that lets devices in elsewhere than usual.
     *
     * @param path that it lets devices in at, with a slash at its beginning
     */
    public Connector(EventLoop loop, SocketAddress controller, String path) {
        this.loop = loop;
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

    /** The event loop that everything of these connections runs on. */
    public EventLoop loop() {
        return loop;
    }

    /** Runs something on that event loop; at once if it is asked for there. */
    public void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** Connects a device and asks the controller to let it in. */
    ChannelFuture connect(SerialNumber serial, DeviceKey key, DeviceLink.Owner owner) {
        Bootstrap connecting = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel connection) {
                connection
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(UPGRADE_RESPONSE_BYTES_MAX))
                        .addLast(new LinkUpgrade(uri, serial, key, owner));
            }
        });
        return isLocal() ? connecting.connect(controller, anEnd()) : connecting.connect();
    }

    /** An address of its own: those that Netty draws for local channels coincide from some 100,000 on. */
    private static SocketAddress anEnd() {
        return new LocalAddress("device-" + ENDS.incrementAndGet());
    }
}
