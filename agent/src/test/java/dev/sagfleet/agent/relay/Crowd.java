package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Very many clients that each want an echo, and their target, which answers nobody before it is told to. */
final class Crowd implements AutoCloseable {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int CONNECT_TIMEOUT_MILLIS = 60_000;
    private static final int BACKLOG = 4_096;

    private final EventLoopGroup loops = Transports.loops(LOOPBACK, "crowd", 1);
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger echoes = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final CompletableFuture<Boolean> answering = new CompletableFuture<>();
    private final Channel target;
    private final int full;

    /** @param full how many its target is to hear before it answers */
    Crowd(int full) {
        this.full = full;
        target = new ServerBootstrap()
                .group(loops)
                .channel(Transports.serverChannel(LOOPBACK))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new Echo())
                .bind(LOOPBACK)
                .syncUninterruptibly()
                .channel();
    }

    int targetPort() {
        return ((InetSocketAddress) target.localAddress()).getPort();
    }

    void come(int clients, InetSocketAddress relay) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(Transports.socketChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new Client());
        for (int client = 0; client < clients; client++) {
            bootstrap.connect(relay).addListener((ChannelFuture connected) -> {
                if (!connected.isSuccess()) {
                    failures.incrementAndGet();
                }
            });
        }
    }

    boolean isFull() {
        return heard.get() >= full;
    }

    void answer() {
        answering.complete(true);
    }

    int echoes() {
        return echoes.get();
    }

    /** Clients that did not get in, or broke. */
    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        Transports.end(loops, LOOPBACK);
    }

    @ChannelHandler.Sharable
    private final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            heard.incrementAndGet();
            var unused = answering.thenRun(() -> {
                var unusedWrite = ctx.writeAndFlush(message);
            });
        }
    }

    @ChannelHandler.Sharable
    private final class Client extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ByteBuf hello = Unpooled.copyLong(ctx.channel().hashCode());
            var unused = ctx.writeAndFlush(hello);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            boolean isMine = ((ByteBuf) message).readLong() == ctx.channel().hashCode();
            ReferenceCountUtil.release(message);
            (isMine ? echoes : failures).incrementAndGet();
            var unused = ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failures.incrementAndGet();
            var unused = ctx.close();
        }
    }
}
