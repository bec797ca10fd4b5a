package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The baseline of the API: an HTTP server that reads each request to its end and answers with as many bytes. */
final class BareHttp implements Contender {
    private static final int BACKLOG = 1024;
    private static final int REQUEST_BYTES_MAX = 64 * 1024;

    private final EventLoopGroup loops;
    private final Channel server;
    private final HttpLoad load;
    private final List<byte[]> requests;

    /** @param requests that are sent each round; who signed them does not matter here */
    BareHttp(int bodyBytes, List<byte[]> requests) {
        this.requests = requests;
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        loops = Transports.loops(address, "bare-http", 1);
        server = new ServerBootstrap()
                .group(loops)
                .channel(BareServer.serverChannel(address))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES_MAX))
                                .addLast(new PendingAnswers(new byte[bodyBytes]));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
        load = new HttpLoad(server.localAddress());
    }

    /** Requests a second. */
    @Override
    public double measure() throws InterruptedException {
        return load.send(requests);
    }

    @Override
    public void close() {
        load.close();
        Transports.end(loops, server.localAddress());
    }

    @Sharable
    private static final class PendingAnswers extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final byte[] body;

        PendingAnswers(byte[] body) {
            this.body = body;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json;charset=utf-8")
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
            var unused = ctx.writeAndFlush(response, ctx.voidPromise());
        }
    }
}
