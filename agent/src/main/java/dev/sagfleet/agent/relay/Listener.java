package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A port that clients come in at. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final Channel channel;

    private Listener(Channel channel) {
        this.channel = channel;
    }

    /** What is done with each client that comes in. */
    interface Acceptor {
        void accept(DuplexChannel client);
    }

    static Listener open(InetSocketAddress address, EventLoop loop, ConnectionLimit limit, Acceptor acceptor)
            throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(Transports.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                // One at a time: by NIO 16 would come in before the first of them is counted.
                .option(ChannelOption.RECVBUF_ALLOCATOR, new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1))
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInboundHandlerAdapter() {
                    /** Goes no further: Netty would log it with its stack, and open the port a second later, full or not. */
                    @Override
                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        limit.acceptFailed(ctx.channel(), cause);
                    }
                })
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        ReadLimit.apply(client);
                        limit.admit(client);
                        acceptor.accept(client);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + ':' + address.getPort() + ": "
                            + String.valueOf(bound.cause().getMessage()),
                    bound.cause());
        }
        loop.execute(() -> limit.add(bound.channel()));
        return new Listener(bound.channel());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
