package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.transport.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests over some connections, on each the next one as soon as the last is answered. */
final class HttpLoad implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int RESPONSE_BYTES_MAX = 1024 * 1024;
    private static final long RUN_SECONDS_MAX = 120;

    private final SocketAddress server;
    private final EventLoopGroup loops;
    private final List<Channel> connections = new ArrayList<>();
    private volatile Run current = new Run(List.of());

    HttpLoad(SocketAddress server) {
        this.server = server;
        loops = Transports.loops(server, "http-load", 1);
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(Transports.channel(server))
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(new HttpResponseDecoder())
                                .addLast(new HttpObjectAggregator(RESPONSE_BYTES_MAX))
                                .addLast(new Responses());
                    }
                });
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(bootstrap.connect(server).syncUninterruptibly().channel());
        }
    }

    /**
     * Sends them all.
     *
     * @return answers a second
     * @throws BenchmarkException if one is not answered with 200
     */
    double send(List<byte[]> requests) throws InterruptedException {
        Run run = new Run(requests);
        current = run;
        long beganNanos = System.nanoTime();
        loops.next().execute(() -> connections.forEach(run::next));
        try {
            run.done.get(RUN_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new BenchmarkException(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            throw new BenchmarkException(
                    run.answered + " of " + requests.size() + " calls were answered in " + RUN_SECONDS_MAX + " s");
        }
        return requests.size() * 1e9 / (System.nanoTime() - beganNanos);
    }

    /** The length of the last answer's body. */
    int lastBodyBytes() {
        return current.bodyBytes;
    }

    @Override
    public void close() {
        Transports.end(loops, server);
    }

    /** Belongs to the event loop until it is done. */
    private static final class Run {
        private final List<byte[]> requests;
        private final CompletableFuture<Integer> done = new CompletableFuture<>();
        private int sent;
        private final AtomicInteger answered = new AtomicInteger();
        private volatile int bodyBytes;

        Run(List<byte[]> requests) {
            this.requests = requests;
        }

        void next(Channel connection) {
            if (sent < requests.size()) {
                var unused = connection.writeAndFlush(
                        Unpooled.wrappedBuffer(requests.get(sent++)), connection.voidPromise());
            }
        }

        void answered(Channel connection, FullHttpResponse response) {
            if (!response.status().equals(HttpResponseStatus.OK)) {
                done.completeExceptionally(new BenchmarkException(
                        response.status() + ": " + response.content().toString(StandardCharsets.UTF_8)));
                return;
            }
            bodyBytes = response.content().readableBytes();
            int count = answered.incrementAndGet();
            if (count == requests.size()) {
                done.complete(count);
            } else {
                next(connection);
            }
        }
    }

    private final class Responses extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            current.answered(ctx.channel(), response);
        }
    }
}
