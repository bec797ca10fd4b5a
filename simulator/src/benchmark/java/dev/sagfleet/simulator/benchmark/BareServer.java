package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.SocketAddress;

/** The controller's side of the baseline: a WebSocket server that lets everybody in and knows nothing. */
final class BareServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int REQUEST_BYTES_MAX = 8 * 1024;

    private final EventLoopGroup loops;
    private final Channel channel;
    private final SocketAddress bound;

    /** Listens from now on, on one event loop. */
    BareServer(SocketAddress address, BareFrames frames) {
        loops = Transports.loops(address, "bare-server", 1);
        ServerBootstrap binding = new ServerBootstrap()
                .group(loops)
                .channel(serverChannel(address))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES_MAX))
                                .addLast(new Upgrade(frames));
                    }
                });
        if (!(address instanceof LocalAddress)) {
            binding.option(ChannelOption.SO_BACKLOG, BACKLOG).childOption(ChannelOption.TCP_NODELAY, true);
        }
        channel = binding.bind(address).syncUninterruptibly().channel();
        bound = channel.localAddress();
    }

    static Class<? extends ServerChannel> serverChannel(SocketAddress address) {
        if (address instanceof LocalAddress) {
            return LocalServerChannel.class;
        }
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    SocketAddress address() {
        return bound;
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        Transports.end(loops, bound);
    }

    /** Takes any upgrade request, and leaves nothing of HTTP behind. */
    private static final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final BareFrames frames;

        Upgrade(BareFrames frames) {
            this.frames = frames;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            var factory = new WebSocketServerHandshakerFactory(
                    "ws://bare" + MessageCodec.PATH, MessageCodec.SUBPROTOCOL, false, MessageCodec.FRAME_BYTES_MAX);
            ctx.pipeline().addLast(frames).remove(this);
            var unused = factory.newHandshaker(request).handshake(ctx.channel(), request);
        }
    }
}
