package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The devices' side of the baseline: WebSocket clients on one event loop that know nothing. */
final class BareDevices implements AutoCloseable {
    private static final int RESPONSE_BYTES_MAX = 8 * 1024;
    private static final int CONNECTING_MAX = 64;
    private static final URI ANY = URI.create("ws://bare" + MessageCodec.PATH);
    private static final AtomicLong ENDS = new AtomicLong();

    private final SocketAddress server;
    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;
    private final Semaphore connecting = new Semaphore(CONNECTING_MAX);
    private volatile CountDownLatch awaited = new CountDownLatch(0);

    BareDevices(SocketAddress server) {
        this.server = server;
        loops = Transports.loops(server, "bare-devices", 1);
        BareFrames frames = BareFrames.ofDevice(channel -> {
            connecting.release();
            awaited.countDown();
        });
        bootstrap = new Bootstrap()
                .group(loops)
                .channel(Transports.channel(server))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(RESPONSE_BYTES_MAX))
                                .addLast(new Upgrade(frames));
                    }
                });
        if (!(server instanceof LocalAddress)) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
    }

    /** Connects so many more, as many at a time as a fleet does, and waits until all are greeted. */
    void connect(int count) throws InterruptedException {
        awaited = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            connecting.acquire();
            ChannelFuture connection = server instanceof LocalAddress
                    ? bootstrap.connect(server, new LocalAddress("bare-" + ENDS.incrementAndGet()))
                    : bootstrap.connect(server);
            connection.addListener(done -> {
                if (!done.isSuccess()) {
                    // The count stays short, and what waits for it says so.
                    connecting.release();
                }
            });
        }
        if (!awaited.await(1, TimeUnit.MINUTES)) {
            throw new BenchmarkException(awaited.getCount() + " of " + count + " bare connections were not made");
        }
    }

    @Override
    public void close() {
        Transports.end(loops, server);
    }

    /** Asks to be let in, and leaves nothing of HTTP behind. */
    private static final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final BareFrames frames;
        private final WebSocketClientHandshaker handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                ANY,
                WebSocketVersion.V13,
                MessageCodec.SUBPROTOCOL,
                false,
                new DefaultHttpHeaders(),
                MessageCodec.FRAME_BYTES_MAX);

        Upgrade(BareFrames frames) {
            this.frames = frames;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var unused = handshaker.handshake(ctx.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            handshaker.finishHandshake(ctx.channel(), response);
            ctx.pipeline().addLast(frames).remove(this);
            BareFrames.send(ctx.channel(), BareFrames.HELLO);
        }
    }
}
