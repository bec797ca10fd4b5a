package dev.sagfleet.agent.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Makes connections to one address from one event loop: over sockets, or within this process. */
public final class Connector {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final AtomicLong ENDS = new AtomicLong();

    private final EventLoop loop;
    private final SocketAddress address;
    private final Bootstrap bootstrap;

    /**
     * One that has made no connection yet.
     *
     * @param loop made for the transport of the address, as by {@link Transports#loops}
     */
    public Connector(EventLoop loop, SocketAddress address) {
        this.loop = loop;
        this.address = address;
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(Transports.channel(address))
                .remoteAddress(address)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        if (!isLocal()) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
    }

    /** The event loop that everything of these connections runs on. */
    public EventLoop loop() {
        return loop;
    }

    /** What an HTTP request names as its host. */
    public String host() {
        return address instanceof InetSocketAddress socket ? socket.getHostString() + ':' + socket.getPort() : "memory";
    }

    /** The same, with an option for all connections that are made from then on. */
    public <T> Connector with(ChannelOption<T> option, T value) {
        bootstrap.option(option, value);
        return this;
    }

    /**
     * Begins to connect. A connection in memory is not timed by itself.
     *
     * @param handlers of each connection, in their order
     */
    public ChannelFuture connect(Supplier<List<ChannelHandler>> handlers) {
        Bootstrap connecting = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel connection) {
                handlers.get().forEach(connection.pipeline()::addLast);
            }
        });
        return isLocal() ? connecting.connect(address, anEnd()) : connecting.connect();
    }

    private boolean isLocal() {
        return address instanceof LocalAddress;
    }

    /** An address of its own: those that Netty draws for local channels coincide from some 100,000 on. */
    private static SocketAddress anEnd() {
        return new LocalAddress("device-" + ENDS.incrementAndGet());
    }
}
