package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.DeviceToken;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one request of a device for an image, and then ends the connection. */
public final class DownloadHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadHandler.class);

    /** How long a device is to stay away while the store cannot say who it is. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Service service;
    private boolean isAsked;
    private Egress.@Nullable Reservation reservation;
    private @Nullable ContentSender sender;

    /** Finds out who asks. */
    public interface Authentication {
        /** Why a device is not let in; nothing if it is. Fails if that cannot be said now. */
        CompletionStage<Optional<String>> refusal(DeviceToken token);
    }

    /**
     * What all downloads of a controller share.
     *
     * @param patience how long a client may take to read one piece
     * @param lastWords sends a message and ends the connection so that the other end can read it
     */
    public record Service(
            Downloads downloads,
            Catalogue catalogue,
            Authentication authentication,
            InstantSource clock,
            Duration patience,
            BiConsumer<Channel, Object> lastWords) {}

    public DownloadHandler(Service service) {
        this.service = service;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        if (isAsked) {
            return; // one a connection, as the answer says
        }
        isAsked = true;
        Optional<DeviceToken> token = DeviceToken.parse(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""));
        if (!isHead && !request.method().equals(HttpMethod.GET)) {
            HttpResponse response = text(405, "method (expected: GET or HEAD)");
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            service.lastWords().accept(ctx.channel(), response);
        } else if (token.isEmpty()) {
            refuse(ctx, 401, "Authorization (expected: a device token)");
        } else {
            var asked = new DownloadRequest(
                    token.get().serial(),
                    request.uri(),
                    isHead,
                    header(request, HttpHeaderNames.RANGE),
                    header(request, HttpHeaderNames.IF_RANGE));
            decide(ctx, token.get(), asked);
        }
    }

    private static Optional<String> header(FullHttpRequest request, CharSequence name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    private void decide(ChannelHandlerContext ctx, DeviceToken token, DownloadRequest request) {
        var executor = ctx.executor();
        service.authentication()
                .refusal(token)
                .thenCompose(refusal -> refusal.<CompletionStage<DownloadDecision>>map(
                                reason -> CompletableFuture.completedFuture(new DownloadDecision.Refuse(401, reason)))
                        .orElseGet(() -> service.downloads()
                                .decide(
                                        request,
                                        service.clock().millis(),
                                        executor.ticker()::nanoTime,
                                        () -> executor.execute(() -> supersede(ctx)))))
                .whenComplete((decision, failure) -> executor.execute(() -> {
                    if (failure != null) {
                        LOG.debug("a request for an image cannot be decided on now", failure);
                        new Answer(ctx).onWait(new DownloadDecision.Wait(RETRY_AFTER));
                    } else {
                        decision.deliverTo(new Answer(ctx));
                    }
                }));
    }

    /** Carries out a decision. */
    private final class Answer implements DownloadDecision.Receiver<Boolean> {
        private final ChannelHandlerContext ctx;

        Answer(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public Boolean onServe(DownloadDecision.Serve decision) {
            reservation = decision.reservation();
            if (!ctx.channel().isActive() || !decision.reservation().isRunning()) {
                end();
                var unused = ctx.close();
                return false;
            }
            try {
                serve(ctx, decision, service.catalogue().open(decision.image()));
            } catch (IOException e) {
                release();
                LOG.warn("an image cannot be opened: {}", decision.image().digest(), e);
                refuse(ctx, 404, "image (expected: one that is there)");
            }
            return true;
        }

        @Override
        public Boolean onDescribe(DownloadDecision.Describe decision) {
            var response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
            describe(
                    response,
                    Downloads.entityTag(decision.image()),
                    decision.image().sizeBytes());
            service.lastWords().accept(ctx.channel(), response);
            return true;
        }

        @Override
        public Boolean onWait(DownloadDecision.Wait decision) {
            HttpResponse response = text(503, "try again later");
            response.headers()
                    .set(
                            HttpHeaderNames.RETRY_AFTER,
                            Math.max(1, decision.after().plusNanos(999_999_999).toSeconds()));
            service.lastWords().accept(ctx.channel(), response);
            return true;
        }

        @Override
        public Boolean onRefuse(DownloadDecision.Refuse decision) {
            HttpResponse response = text(decision.status(), decision.reason());
            decision.sizeBytes()
                    .ifPresent(size -> response.headers().set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size));
            service.lastWords().accept(ctx.channel(), response);
            return true;
        }
    }

    private void serve(ChannelHandlerContext ctx, DownloadDecision.Serve decision, ImageContent content) {
        ByteRange range = decision.range();
        var head = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, range.isPartial() ? HttpResponseStatus.PARTIAL_CONTENT : HttpResponseStatus.OK);
        describe(head, Downloads.entityTag(decision.image()), range.length());
        if (range.isPartial()) {
            head.headers()
                    .set(
                            HttpHeaderNames.CONTENT_RANGE,
                            "bytes " + range.from() + '-' + (range.to() - 1) + '/'
                                    + decision.image().sizeBytes());
        }
        var unused = ctx.write(head);
        var pace =
                new Pace(decision.reservation()::rate, ctx.executor().ticker().nanoTime());
        sender = new ContentSender(ctx, content, range, pace, service.patience(), () -> {
            release();
            service.lastWords().accept(ctx.channel(), LastHttpContent.EMPTY_LAST_CONTENT);
        });
        sender.begin();
    }

    private static void describe(HttpResponse response, String entityTag, long length) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM)
                .set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.ETAG, entityTag)
                .set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    private void refuse(ChannelHandlerContext ctx, int status, String reason) {
        service.lastWords().accept(ctx.channel(), text(status, reason));
    }

    private static HttpResponse text(int status, String reason) {
        var body = Unpooled.copiedBuffer(reason + '\n', StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    /** A later request of the device has come, so that this one's connection is dead most likely. */
    private void supersede(ChannelHandlerContext ctx) {
        end();
        var unused = ctx.close();
    }

    private void release() {
        if (reservation != null) {
            reservation.end();
        }
    }

    private void end() {
        release();
        if (sender != null) {
            sender.abort();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("a download broke", cause);
        end();
        var unused = ctx.close();
    }
}
