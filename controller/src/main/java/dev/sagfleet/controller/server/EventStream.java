package dev.sagfleet.controller.server;

import dev.sagfleet.controller.control.EventView;
import dev.sagfleet.controller.event.EventReader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes events to one connection, line by line. It looks for new ones every 50 ms, so that whoever publishes
 * one has nothing to do with it, and takes a bounded number at a time, so that the devices of the same event
 * loop get their turn. While the other end does not read, nothing is taken, and what the ring then loses is
 * told with a line; one that does not read for two minutes is ended. All but {@link #end} runs on the event loop.
 */
final class EventStream {
    private static final String CONTENT_TYPE = "application/x-ndjson";
    private static final long LOOK_MILLIS = 50;

    /** Taken at a look: 10,000 a second, which no person reads, and few programs. */
    private static final int EVENTS_MAX = 500;

    /** When nothing happens, an empty line shows that the stream is open, and finds out whether it is. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Whoever takes nothing for so long is gone, or keeps a place from others. */
    private static final long UNREAD_NANOS_MAX = TimeUnit.MINUTES.toNanos(2);

    private final ChannelHandlerContext ctx;
    private final EventReader reader;
    private long wroteAtNanos;
    private boolean isOver;

    EventStream(ChannelHandlerContext ctx, EventReader reader) {
        this.ctx = ctx;
        this.reader = reader;
    }

    /** @param closed to be run once, when the connection is gone */
    void begin(HttpVersion version, Map<String, String> headers, Runnable closed) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.forEach((name, value) -> head.headers().set(name, value));
        // Before 1.1 there were no chunks; the end of the connection is that of the body.
        HttpUtil.setTransferEncodingChunked(head, version.equals(HttpVersion.HTTP_1_1));
        wroteAtNanos = nowNanos();
        var unused = ctx.writeAndFlush(head);
        ScheduledFuture<?> looks =
                ctx.executor().scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener(gone -> {
            looks.cancel(false);
            closed.run();
        });
    }

    private void look() {
        if (isOver) {
            return;
        }
        if (!ctx.channel().isWritable()) {
            if (nowNanos() - wroteAtNanos >= UNREAD_NANOS_MAX) {
                var unused = ctx.close();
            }
            return;
        }
        String lines = EventView.lines(reader.read(EVENTS_MAX));
        if (!lines.isEmpty()) {
            write(lines);
        } else if (nowNanos() - wroteAtNanos >= HEARTBEAT_NANOS) {
            write("\n");
        }
        if (reader.hasEnded()) {
            finish();
        }
    }

    private void finish() {
        if (!isOver) {
            isOver = true;
            LingeringClose.send(ctx.channel(), LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void write(String lines) {
        wroteAtNanos = nowNanos();
        var unused = ctx.writeAndFlush(new DefaultHttpContent(ByteBufUtil.writeUtf8(ctx.alloc(), lines)));
    }

    /** Writes what there still is, and that there is no more; from any thread. */
    void end() {
        ctx.executor().execute(() -> {
            look();
            finish();
        });
    }

    private long nowNanos() {
        return ctx.executor().ticker().nanoTime();
    }
}
