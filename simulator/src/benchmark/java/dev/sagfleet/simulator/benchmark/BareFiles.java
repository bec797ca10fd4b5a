package dev.sagfleet.simulator.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The baseline of downloads: a server of Netty that sends one file to whoever asks, as fast as it can be sent. */
final class BareFiles implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int REQUEST_BYTES_MAX = 8 * 1024;

    private final EventLoopGroup loops;
    private final Channel server;

    BareFiles(Path file) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        loops = Transports.loops(address, "bare-files", 1);
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
                                .addLast(new Sending(file));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    SocketAddress address() {
        return server.localAddress();
    }

    List<byte[]> requests(int count) {
        return Collections.nCopies(count, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    }

    @Override
    public void close() {
        Transports.end(loops, server.localAddress());
    }

    private static final class Sending extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final Path file;

        Sending(Path file) {
            this.file = file;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            long length = file.toFile().length();
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
            var unusedHead = ctx.write(head);
            var unusedFile = ctx.write(new DefaultFileRegion(file.toFile(), 0, length));
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
