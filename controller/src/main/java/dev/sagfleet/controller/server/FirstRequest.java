package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.controller.firmware.DownloadLinkText;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the one request of a connection to the device port, and hands the connection to what its path names. */
final class FirstRequest extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRequest.class);

    private final Duration patience;
    private final Supplier<ChannelHandler> upgrades;
    private final Supplier<ChannelHandler> downloads;
    private @Nullable ScheduledFuture<?> timeout;

    /** @param patience how long the request may take to arrive */
    FirstRequest(Duration patience, Supplier<ChannelHandler> upgrades, Supplier<ChannelHandler> downloads) {
        this.patience = patience;
        this.upgrades = upgrades;
        this.downloads = downloads;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(
                        () -> refuse(ctx, HttpResponseStatus.REQUEST_TIMEOUT, "no upgrade request"),
                        patience.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelTimeout();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "not HTTP");
        } else if (request.uri().equals(MessageCodec.PATH)) {
            handOver(ctx, request, upgrades.get());
        } else if (request.uri().startsWith(DownloadLinkText.PATH)) {
            handOver(ctx, request, downloads.get());
        } else {
            refuse(ctx, HttpResponseStatus.NOT_FOUND, "path (expected: " + MessageCodec.PATH + ')');
        }
    }

    private void handOver(ChannelHandlerContext ctx, FullHttpRequest request, ChannelHandler handler) {
        ctx.pipeline().replace(this, null, handler);
        ctx.fireChannelRead(request.retain());
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String reason) {
        cancelTimeout();
        LingeringClose.send(ctx.channel(), PlainAnswer.of(status, reason));
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("device connection broke before its request had come", cause);
        var unused = ctx.close();
    }
}
