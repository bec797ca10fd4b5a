package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;

/** Connects to targets; names are looked up without holding up the event loop. */
final class Dialer implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final AddressResolverGroup<InetSocketAddress> names;
    private final Bootstrap bootstrap;

    Dialer(EventLoop loop, AddressResolverGroup<InetSocketAddress> names) {
        this.names = names;
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(Transports.socketChannel())
                .resolver(names)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel target) {
                        ReadLimit.apply(target);
                    }
                });
    }

    ChannelFuture dial(Destination destination) {
        return bootstrap.connect(destination.unresolved());
    }

    @Override
    public void close() {
        names.close();
    }
}
