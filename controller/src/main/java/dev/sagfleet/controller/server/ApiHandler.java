package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.control.ControlApi;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.HttpCall;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    ApiHandler(OpenApi openApi, ControlEndpoint control, Supplier<ObjectNode> health) {
        this.openApi = openApi;
        this.control = control;
        this.health = health;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        answer(request).thenAccept(reply -> ctx.executor().execute(() -> write(ctx, reply, keepAlive)));
    }

    private CompletionStage<HttpReply> answer(FullHttpRequest request) {
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        String uri = request.uri();
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        if (path.equals(HEALTH)) {
            byte[] body = health.get().toString().getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(HttpReply.json(200, body, Map.of(OpenApi.REQUEST_ID, requestId)));
        }
        byte[] body = ByteBufUtil.getBytes(request.content());
        if (path.startsWith(ControlApi.PREFIX)) {
            return control.answer(request, new QueryStringDecoder(path).path(), body, requestId);
        }
        HttpCall call = HttpCall.of(
                request.method().name(), path, mark < 0 ? "" : uri.substring(mark + 1), headers(request), body);
        if (!request.decoderResult().isSuccess()) {
            return CompletableFuture.completedFuture(
                    OpenApi.error(call, requestId, GatewayError.MALFORMED_PARAMETER.exception("not HTTP/1.1")));
        }
        if (!path.equals("/")) {
            return CompletableFuture.completedFuture(OpenApi.error(
                    call, requestId, GatewayError.UNKNOWN_ACTION.exception("found path " + path + ", required /")));
        }
        return openApi.answer(call, requestId);
    }

    /** Names in lower case; the values of a name that comes twice joined with a comma (RFC 9110, section 5.3). */
    private static Map<String, String> headers(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, two) -> one + "," + two));
        return headers;
    }

    private static void write(ChannelHandlerContext ctx, HttpReply reply, boolean keepAlive) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setKeepAlive(response, keepAlive);
        ctx.writeAndFlush(response).addListener((ChannelFutureListener) written -> {
            if (keepAlive && written.isSuccess()) {
                ctx.read();
            } else {
                var unused = ctx.close();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("API connection broke", cause);
        var unused = ctx.close();
    }
}
