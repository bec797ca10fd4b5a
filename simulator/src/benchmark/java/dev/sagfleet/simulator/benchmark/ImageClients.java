package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Clients that fetch something each over a connection of its own, and throw away what comes. */
final class ImageClients implements AutoCloseable {
    private static final long RUN_SECONDS_MAX = 120;
    private static final int BITS_PER_BYTE = 8;

    private final SocketAddress server;
    private final EventLoopGroup loops;

    ImageClients(SocketAddress server) {
        this.server = server;
        loops = Transports.loops(server, "image-clients", 1);
    }

    /**
     * Sends all requests at once, and waits until the server has ended each connection.
     *
     * @param bytes that come on each, beside the head of the answer
     * @throws BenchmarkException if fewer come
     */
    double bitsPerSecond(List<byte[]> requests, long bytes) throws InterruptedException {
        var received = new LongAdder();
        var ended = new CountDownLatch(requests.size());
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(Transports.channel(server))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(new Counting(received, ended));
                    }
                });
        List<Channel> connections = requests.stream()
                .map(request -> bootstrap.connect(server).syncUninterruptibly().channel())
                .toList();
        long beganNanos = System.nanoTime();
        for (int i = 0; i < connections.size(); i++) {
            var unused = connections.get(i).writeAndFlush(Unpooled.wrappedBuffer(requests.get(i)));
        }
        boolean isOver = ended.await(RUN_SECONDS_MAX, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        if (!isOver || received.sum() < bytes * requests.size()) {
            throw new BenchmarkException("only " + received.sum() + " of " + bytes * requests.size()
                    + " bytes have come in " + seconds + " s");
        }
        return bytes * requests.size() * BITS_PER_BYTE / seconds;
    }

    @Override
    public void close() {
        Transports.end(loops, server);
    }

    private static final class Counting extends SimpleChannelInboundHandler<ByteBuf> {
        private final LongAdder received;
        private final CountDownLatch ended;

        Counting(LongAdder received, CountDownLatch ended) {
            this.received = received;
            this.ended = ended;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            received.add(bytes.readableBytes());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ended.countDown();
        }
    }
}
