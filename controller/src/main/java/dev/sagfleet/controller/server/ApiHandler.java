package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.control.Readiness;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.HttpCall;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns HTTP requests on the API port into calls, and their answers into responses. The next request of a
 * connection is read once this one is answered, so that answers keep their order.
 */
final class ApiHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String HEALTH = "/healthz";

    private final OpenApi openApi;
    private final ControlEndpoint control;
    private final Supplier<ObjectNode> health;
    private final Supplier<Readiness.Answer> readiness;

    /** Requests that were sent without waiting for the answers before; no more than one read of the socket brings. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>(0);

    private boolean isAnswering;

    ApiHandler(
            OpenApi openApi,
            ControlEndpoint control,
            Supplier<ObjectNode> health,
            Supplier<Readiness.Answer> readiness) {
        this.openApi = openApi;
        this.control = control;
        this.health = health;
        this.readiness = readiness;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (isAnswering) {
            waiting.add(request.retain());
        } else {
            begin(ctx, request);
        }
    }

    private void begin(ChannelHandlerContext ctx, FullHttpRequest request) {
        isAnswering = true;
        // After what could not be decoded nothing else can be.
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpVersion version = request.protocolVersion();
        answer(request).thenAccept(reply -> ctx.executor().execute(() -> write(ctx, reply, version, keepAlive)));
    }

    private void goOn(ChannelHandlerContext ctx) {
        isAnswering = false;
        FullHttpRequest next = waiting.poll();
        if (next == null) {
            ctx.read();
            return;
        }
        try {
            begin(ctx, next);
        } finally {
            next.release();
        }
    }

    private CompletionStage<HttpReply> answer(FullHttpRequest request) {
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        String uri = request.uri();
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        if (!request.decoderResult().isSuccess()) {
            HttpCall undecoded = HttpCall.of("", path, "", headers(request), new byte[0]);
            ApiException error = undecodable(request.decoderResult().cause());
            return CompletableFuture.completedFuture(OpenApi.error(undecoded, requestId, error));
        }
        if (path.equals(HEALTH)) {
            return CompletableFuture.completedFuture(open(200, health.get(), requestId));
        }
        if (path.equals(Readiness.PATH)) {
            Readiness.Answer now = readiness.get();
            return CompletableFuture.completedFuture(open(now.status(), now.fields(), requestId));
        }
        byte[] body = ByteBufUtil.getBytes(request.content());
        if (path.startsWith(ControlApi.PREFIX) || path.equals(Metrics.PATH)) {
            return control.answer(request, path, body, requestId);
        }
        HttpCall call = HttpCall.of(
                request.method().name(), path, mark < 0 ? "" : uri.substring(mark + 1), headers(request), body);
        if (!path.equals("/")) {
            return CompletableFuture.completedFuture(OpenApi.error(
                    call, requestId, GatewayError.UNKNOWN_ACTION.exception("found path " + path + ", required /")));
        }
        return openApi.answer(call, requestId);
    }

    /** What anybody may see. */
    private static HttpReply open(int status, ObjectNode fields, String requestId) {
        byte[] body = fields.toString().getBytes(StandardCharsets.UTF_8);
        return HttpReply.json(status, body, Map.of(OpenApi.REQUEST_ID, requestId));
    }

    private static ApiException undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpContentException) {
            return new ApiException(413, "RequestTooLarge", "The request body is too large.")
                    .withDetail("required at most " + BoundedBody.BYTES_MAX + " bytes");
        }
        if (cause instanceof TooLongFrameException) {
            return new ApiException(413, "RequestTooLarge", "The request line or the headers are too large.")
                    .withDetail("required at most " + Listener.URI_LENGTH_MAX + " bytes of request line and "
                            + Listener.HEADERS_LENGTH_MAX + " of headers");
        }
        return GatewayError.MALFORMED_PARAMETER.exception("not HTTP/1.1");
    }

    /** Names in lower case; the values of a name that comes twice joined with a comma (RFC 9110, section 5.3). */
    private static Map<String, String> headers(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, two) -> one + "," + two));
        return headers;
    }

    private void write(ChannelHandlerContext ctx, HttpReply reply, HttpVersion version, boolean keepAlive) {
        if (reply.stream().isPresent()) {
            reply.stream().get().begin(ctx, version, reply.headers());
            ctx.read(); // or the end of the connection would not be seen before the next write
            return;
        }
        FullHttpResponse response = reply.response();
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            LingeringClose.send(ctx.channel(), response);
            return;
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        ctx.writeAndFlush(response).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                goOn(ctx);
            } else {
                var unused = ctx.close();
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    /** Half a request is no reason to wait longer. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && !isAnswering) {
            var unused = ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("API connection broke", cause);
        var unused = ctx.close();
    }
}
