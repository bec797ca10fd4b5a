package dev.sagfleet.controller.server;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A listening port. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int UPGRADE_REQUEST_BYTES_MAX = 8 * 1024;

    /** What is read of a device at once: most messages, and not many of them, so that one that floods is soon held up. */
    static final int DEVICE_READ_BYTES = 1024;

    private final Channel channel;
    private final SocketAddress address;
    private final Optional<ChannelGroup> connections;
    private final AtomicBoolean isClosed;

    private Listener(Channel channel, Optional<ChannelGroup> connections, AtomicBoolean isClosed) {
        this.channel = channel;
        this.address = channel.localAddress();
        this.connections = connections;
        this.isClosed = isClosed;
    }

    /** The API port. */
    static Listener api(InetSocketAddress address, EventLoopGroup loops, Consumer<ChannelPipeline> assembly)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        return open(address, loops, false, Optional.of(connections), assembly);
    }

    /** The device port. Its many connections end with their event loops, so that nobody need list them. */
    static Listener devices(SocketAddress address, EventLoopGroup loops, Supplier<ChannelHandler> handlers)
            throws IOException {
        return open(address, loops, true, Optional.empty(), pipeline -> {
            pipeline.channel().config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(DEVICE_READ_BYTES));
            pipeline.addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(UPGRADE_REQUEST_BYTES_MAX))
                    .addLast(handlers.get());
        });
    }

    private static Listener open(
            SocketAddress address,
            EventLoopGroup loops,
            boolean autoRead,
            Optional<ChannelGroup> connections,
            Consumer<ChannelPipeline> assembly)
            throws IOException {
        var isClosed = new AtomicBoolean();
        ServerBootstrap binding = new ServerBootstrap()
                .group(loops)
                .channel(Transports.serverChannel(address))
                .childOption(ChannelOption.AUTO_READ, autoRead)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        if (isClosed.get()) {
                            // Its event loop, which is about to end, has closed all others by now.
                            var unused = accepted.close();
                            return;
                        }
                        connections.ifPresent(all -> all.add(accepted));
                        assembly.accept(accepted.pipeline());
                    }
                });
        if (address instanceof InetSocketAddress) {
            binding.option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true);
        }
        var bound = binding.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + shown(address) + ": "
                            + String.valueOf(bound.cause().getMessage()),
                    bound.cause());
        }
        return new Listener(bound.channel(), connections, isClosed);
    }

    private static String shown(SocketAddress address) {
        return address instanceof InetSocketAddress socket
                ? socket.getHostString() + ':' + socket.getPort()
                : address.toString();
    }

    /** Where it listens. */
    SocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        isClosed.set(true);
        channel.close().awaitUninterruptibly();
        connections.ifPresent(all -> all.close().awaitUninterruptibly());
    }
}
