package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.connection.SessionEnvironment;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a device in: checks its upgrade request, then hands the connection to its session. */
final class DeviceUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceUpgrade.class);

    /** One for all, since each connection keeps its settings. */
    private static final WebSocketServerHandshakerFactory HANDSHAKERS = new WebSocketServerHandshakerFactory(
            "ws://device" + MessageCodec.PATH,
            MessageCodec.SUBPROTOCOL,
            WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(MessageCodec.FRAME_BYTES_MAX)
                    .allowExtensions(false)
                    .closeOnProtocolViolation(false)
                    .build());

    /** How long a device is to stay away that could be let in at another time. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final DeviceAuthentication authentication;
    private final TimersByLoop timers;
    private final SessionEnvironment environment;
    private boolean isAsked;

    DeviceUpgrade(DeviceAuthentication authentication, TimersByLoop timers, SessionEnvironment environment) {
        this.authentication = authentication;
        this.timers = timers;
        this.environment = environment;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (isAsked) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "a second request on one connection");
            return;
        }
        isAsked = true;
        if (!isWebSocketUpgrade(request)) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "not a WebSocket upgrade");
        } else if (!offersSubprotocol(request)) {
            refuse(
                    ctx,
                    HttpResponseStatus.BAD_REQUEST,
                    "Sec-WebSocket-Protocol (expected: " + MessageCodec.SUBPROTOCOL + ')');
        } else {
            authenticate(ctx, request);
        }
    }

    private static boolean isWebSocketUpgrade(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    }

    private static boolean offersSubprotocol(FullHttpRequest request) {
        String offered = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
        return Arrays.stream(offered.split(",", -1)).map(String::trim).anyMatch(MessageCodec.SUBPROTOCOL::equals);
    }

    private void authenticate(ChannelHandlerContext ctx, FullHttpRequest request) {
        Optional<DeviceToken> token = DeviceToken.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""));
        if (token.isEmpty()) {
            refuse(ctx, HttpResponseStatus.UNAUTHORIZED, "Authorization (expected: a device token)");
            return;
        }
        SerialNumber serial = token.get().serial();
        // Without its body, which would have to be released even if the controller stops meanwhile.
        FullHttpRequest asked = request.replace(Unpooled.EMPTY_BUFFER);
        authentication.refusal(token.get()).whenComplete((refusal, failure) -> ctx.executor()
                .execute(() -> {
                    if (failure != null) {
                        refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "try again later");
                    } else if (refusal.isPresent()) {
                        refuse(ctx, HttpResponseStatus.UNAUTHORIZED, refusal.get());
                    } else {
                        upgrade(ctx, asked, serial);
                    }
                }));
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, SerialNumber serial) {
        if (!ctx.channel().isActive()) {
            return;
        }
        WebSocketServerHandshaker handshaker = HANDSHAKERS.newHandshaker(request);
        if (handshaker == null) {
            refuse(ctx, HttpResponseStatus.UPGRADE_REQUIRED, "Sec-WebSocket-Version (expected: 13)");
            return;
        }
        if (!environment.registry().mayOpen(serial, ctx.executor().ticker().nanoTime())) {
            LOG.debug("device connects too often: serial={}", serial);
            refuse(ctx, HttpResponseStatus.TOO_MANY_REQUESTS, "too many connections with this serial number");
            return;
        }
        try {
            ctx.pipeline().addLast(new DeviceFrames(serial, ctx.channel(), timers, environment));
            ctx.pipeline().remove(this);
            handshaker.handshake(ctx.channel(), request).addListener((ChannelFuture done) -> {
                if (!done.isSuccess()) {
                    var unused = done.channel().close();
                }
            });
        } catch (WebSocketHandshakeException e) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "not a WebSocket upgrade");
        }
    }

    private static boolean isForNow(HttpResponseStatus status) {
        return status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
                || status.equals(HttpResponseStatus.TOO_MANY_REQUESTS);
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String reason) {
        FullHttpResponse response = PlainAnswer.of(status, reason);
        if (isForNow(status)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER.toSeconds());
        }
        LingeringClose.send(ctx.channel(), response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("device connection broke before it was let in", cause);
        var unused = ctx.close();
    }
}
