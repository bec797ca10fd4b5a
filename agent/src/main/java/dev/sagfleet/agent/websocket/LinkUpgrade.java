package dev.sagfleet.agent.websocket;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.RetryAfter;
import dev.sagfleet.agent.protocol.SerialNumber;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the controller to be let in, then hands the connection over to {@link LinkFrames}. */
final class LinkUpgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final int TIMEOUT_SECONDS = 10;
    private static final int REASON_LENGTH_MAX = 200;

    private final WebSocketLinks links;
    private final SerialNumber serial;
    private final DeviceKey key;
    private final WebSocketLink link;
    private @Nullable WebSocketClientHandshaker handshaker;
    private @Nullable ScheduledFuture<?> timeout;
    private String reason = "the controller closed the connection before it let the device in";
    private Duration retryAfter = Duration.ZERO;

    LinkUpgrade(WebSocketLinks links, SerialNumber serial, DeviceKey key, WebSocketLink link) {
        this.links = links;
        this.serial = serial;
        this.key = key;
        this.link = link;
    }

    /** Timed from here, since a connection in memory is not timed by itself. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(
                        () -> end(ctx, "not let in after " + TIMEOUT_SECONDS + " s"),
                        TIMEOUT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add(HttpHeaderNames.AUTHORIZATION, links.sign(serial, key).toHeader());
        WebSocketClientHandshaker asking = WebSocketClientHandshakerFactory.newHandshaker(
                links.uri(),
                WebSocketVersion.V13,
                MessageCodec.SUBPROTOCOL,
                false,
                headers,
                MessageCodec.FRAME_BYTES_MAX);
        handshaker = asking;
        asking.handshake(ctx.channel()).addListener(sent -> {
            if (!sent.isSuccess()) {
                end(ctx, WebSocketLink.reason(sent.cause()));
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (handshaker == null || !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            if (response.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
                link.keyRefused();
            }
            String text = response.content().toString(StandardCharsets.UTF_8).strip();
            String shown = text.length() > REASON_LENGTH_MAX ? text.substring(0, REASON_LENGTH_MAX) : text;
            retryAfter = RetryAfter.ofHeader(response.headers().get(HttpHeaderNames.RETRY_AFTER, ""));
            end(ctx, response.status() + ": " + shown);
            return;
        }
        try {
            handshaker.finishHandshake(ctx.channel(), response);
        } catch (WebSocketHandshakeException e) {
            end(ctx, WebSocketLink.reason(e));
            return;
        }
        ctx.pipeline().addLast(new LinkFrames(link));
        ctx.pipeline().remove(this);
        link.opened();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        link.ended(ctx.channel(), reason, retryAfter);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, WebSocketLink.reason(cause));
    }

    private void end(ChannelHandlerContext ctx, String because) {
        reason = because;
        var unused = ctx.close();
    }
}
