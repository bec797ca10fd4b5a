package dev.sagfleet.controller.server;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Where callers connect. All of its connections are on one event loop. */
final class ApiPort implements AutoCloseable {
    /** How often it is looked who takes too long; more often if the times are short. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Listener listener;
    private final ApiConnections connections;
    private final Future<?> sweeping;

    private ApiPort(Listener listener, ApiConnections connections, Future<?> sweeping) {
        this.listener = listener;
        this.connections = connections;
        this.sweeping = sweeping;
    }

    /**
     * Lets callers connect from now on.
     *
     * @throws IOException if the port is in use
     */
    static ApiPort open(InetSocketAddress address, ApiLimits limits, EventLoopGroup loops, ApiRoutes routes)
            throws IOException {
        EventLoop loop = loops.next();
        var connections = new ApiConnections(limits);
        Listener listener = Listener.api(address, loop, pipeline -> assemble(pipeline, routes, connections));
        Duration shortest = Collections.min(List.of(SWEEP, limits.idle(), limits.request(), limits.write()));
        long pauseNanos = shortest.equals(SWEEP) ? SWEEP.toNanos() : Math.max(1, shortest.toNanos() / 4);
        Future<?> sweeping = loop.scheduleWithFixedDelay(
                () -> connections.sweep(loop.ticker().nanoTime()), pauseNanos, pauseNanos, TimeUnit.NANOSECONDS);
        return new ApiPort(listener, connections, sweeping);
    }

    private static void assemble(ChannelPipeline pipeline, ApiRoutes routes, ApiConnections connections) {
        var decoder = new RequestDecoder();
        var collector = new RequestCollector();
        var handler = new ApiHandler(decoder, collector, routes, connections);
        if (connections.open(handler)) {
            pipeline.addLast(decoder).addLast(new HttpResponseEncoder()).addLast(collector, handler);
        } else {
            pipeline.addLast(new HttpResponseEncoder(), new Refused());
        }
    }

    /** Says that there is no room, to a peer that does not wait to hear it. */
    private static final class Refused extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(ApiRoutes.refusal(ApiHandler.noRequest(ApiConnections.noConnection()))
                            .response(false))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Where it listens. */
    SocketAddress address() {
        return listener.address();
    }

    ApiConnections connections() {
        return connections;
    }

    /** Ends all connections. */
    @Override
    public void close() {
        sweeping.cancel(false);
        listener.close();
    }
}
