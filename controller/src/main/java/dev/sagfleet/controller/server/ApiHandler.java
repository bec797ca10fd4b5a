package dev.sagfleet.controller.server;

import dev.sagfleet.controller.rpc.ApiException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the API port. The next request is decoded once this one is answered, so that answers keep
 * their order, and nobody reads ahead for a peer that does not read.
 */
final class ApiHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    /** What a connection is at. */
    enum Stage {
        /** Nothing has come of the next request. */
        IDLE,
        /** A part of a request has come. */
        RECEIVING,
        /** A request is carried out. */
        ANSWERING,
        /** An answer is on its way. */
        WRITING,
        /** An answer without an end is on its way. */
        STREAMING,
        /** The last words are on their way. */
        ENDING
    }

    private final RequestDecoder decoder;
    private final RequestCollector collector;
    private final ApiRoutes routes;
    private final ApiConnections connections;

    private @Nullable ChannelHandlerContext context;
    private Stage stage = Stage.IDLE;
    private long sinceNanos;
    private long heldBytes;

    ApiHandler(RequestDecoder decoder, RequestCollector collector, ApiRoutes routes, ApiConnections connections) {
        this.decoder = decoder;
        this.collector = collector;
        this.routes = routes;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        enter(Stage.IDLE);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ApiRequest request && stage != Stage.ENDING) {
            enter(Stage.ANSWERING);
            connections.answers(this, decoder.heldBytes() + request.body().length);
            routes.answer(request).thenAccept(reply -> ctx.executor().execute(() -> write(ctx, reply, request)));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        awaitRest(ctx);
    }

    private void awaitRest(ChannelHandlerContext ctx) {
        if (stage != Stage.IDLE && stage != Stage.RECEIVING) {
            return;
        }
        long bytes = (long) decoder.heldBytes() + collector.heldBytes();
        if (bytes > 0) {
            if (stage == Stage.IDLE) {
                enter(Stage.RECEIVING);
            }
            connections.receives(this, bytes);
        }
        if (stage != Stage.ENDING) {
            ctx.read();
        }
    }

    private void goOn(ChannelHandlerContext ctx) throws Exception {
        enter(Stage.IDLE);
        connections.idles(this);
        decoder.next(ctx.pipeline().context(decoder));
        awaitRest(ctx);
    }

    private void write(ChannelHandlerContext ctx, HttpReply reply, ApiRequest request) {
        if (reply.stream().isPresent()) {
            enter(Stage.STREAMING);
            discardInput(ctx);
            connections.answers(this, 0);
            reply.stream().get().begin(ctx, request.version(), reply.headers());
            ctx.read(); // or the end of the connection would not be seen before the next write
            return;
        }
        FullHttpResponse response = reply.response(request.method().equals(HttpMethod.HEAD.name()));
        if (!request.isKeptAlive()) {
            end(ctx, response);
            return;
        }
        if (request.version().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        enter(Stage.WRITING);
        ctx.writeAndFlush(response).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                goOn(ctx);
            } else {
                var unused = ctx.close();
            }
        });
    }

    /** Ends the connection with this answer to a request that is not whole. */
    void giveUp(ApiException fault) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        HttpRequest head = collector.unfinished();
        ApiRequest request = head == null ? noRequest(fault) : ApiRequest.broken(head, fault);
        end(ctx, ApiRoutes.refusal(request).response(request.method().equals(HttpMethod.HEAD.name())));
    }

    /** Stands for a request of which nothing is known. */
    static ApiRequest noRequest(ApiException fault) {
        return ApiRequest.broken(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"), fault);
    }

    private void end(ChannelHandlerContext ctx, FullHttpResponse last) {
        enter(Stage.ENDING);
        collector.reset();
        discardInput(ctx);
        connections.idles(this);
        last.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        LingeringClose.send(ctx.channel(), last);
    }

    private void discardInput(ChannelHandlerContext ctx) {
        try {
            decoder.discard(ctx.pipeline().context(decoder));
        } catch (Exception e) {
            exceptionCaught(ctx, e);
        }
    }

    /** Ends the connection without a word. */
    void close() {
        if (context != null) {
            var unused = context.close();
        }
    }

    private void enter(Stage next) {
        stage = next;
        if (context != null) {
            sinceNanos = context.executor().ticker().nanoTime();
        }
    }

    Stage stage() {
        return stage;
    }

    /** When it came to its stage, on the clock of the event loop. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** What {@link ApiConnections} counts for it. */
    long heldBytes() {
        return heldBytes;
    }

    void setHeldBytes(long bytes) {
        heldBytes = bytes;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connections.closed(this);
        collector.reset();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("API connection broke", cause);
        var unused = ctx.close();
    }
}
