package dev.sagfleet.controller.firmware;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.local.LocalChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a range of an image, one piece after the other: the next one once the one before has left, and not before its
 * rate allows it. So a download holds one piece at most, and nothing while it waits. Belongs to the event loop of its
 * connection.
 */
final class ContentSender {
    private static final Logger LOG = LoggerFactory.getLogger(ContentSender.class);

    private static final int PIECE_BYTES_MIN = 16 * 1024;

    /** What is held of a download at most. */
    static final int BUFFER_BYTES_MAX = 32 * 1024;

    /** Of a file, of which nothing is held. */
    private static final int REGION_BYTES_MAX = 1024 * 1024;

    /** How often it is looked whether a reader in this process has read. */
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ChannelHandlerContext ctx;
    private final ImageContent content;
    private final ByteRange range;
    private final Pace pace;
    private final Duration patience;
    private final Runnable sent;
    private long position;
    private long leftAtNanos;
    private boolean isUnderWay;
    private boolean isOver;
    private @Nullable ByteBuf buffer;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable ScheduledFuture<?> look;

    /**
     * A sender that has not begun.
     *
     * @param content closed at the end, whichever it is
     * @param patience how long one piece may take to leave
     * @param sent is called once all of it has left
     */
    ContentSender(
            ChannelHandlerContext ctx,
            ImageContent content,
            ByteRange range,
            Pace pace,
            Duration patience,
            Runnable sent) {
        this.ctx = ctx;
        this.content = content;
        this.range = range;
        this.pace = pace;
        this.patience = patience;
        this.sent = sent;
        position = range.from();
    }

    void begin() {
        look = ctx.executor()
                .scheduleWithFixedDelay(
                        this::requireProgress, patience.toNanos(), patience.toNanos() / 2, TimeUnit.NANOSECONDS);
        goOn();
    }

    private void goOn() {
        next = null;
        if (isOver) {
            return;
        }
        long waitNanos = pace.waitNanos(nowNanos());
        if (position == range.to()) {
            end();
            sent.run();
        } else if (waitNanos > 0) {
            later(waitNanos);
        } else {
            send();
        }
    }

    private void later(long delayNanos) {
        next = ctx.executor().schedule(this::goOn, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void send() {
        boolean isRegion = content.file().isPresent() && !(ctx.channel() instanceof LocalChannel);
        int most = isRegion ? REGION_BYTES_MAX : BUFFER_BYTES_MAX;
        int length = (int) Math.min(pace.pieceBytes(PIECE_BYTES_MIN, most), range.to() - position);
        isUnderWay = true;
        leftAtNanos = nowNanos();
        try {
            Object piece = isRegion
                    ? new SharedRegion(content.file().orElseThrow(), position, length)
                    : filled(length).retain();
            ctx.writeAndFlush(piece).addListener((ChannelFuture written) -> {
                if (written.isSuccess()) {
                    left(length);
                } else {
                    abort();
                }
            });
        } catch (IOException e) {
            LOG.warn("an image could not be read from {} on", position, e);
            abort();
        }
    }

    private ByteBuf filled(int length) throws IOException {
        ByteBuf filling = ctx.alloc().directBuffer(length, length);
        buffer = filling;
        content.read(position, filling.nioBuffer(0, length));
        return filling.writerIndex(length);
    }

    /** A piece has left; a reader in this process, which takes whatever comes, may still have it. */
    private void left(int length) {
        ByteBuf held = buffer;
        if (isOver) {
            return;
        }
        if (held != null && held.refCnt() > 1) {
            next = ctx.executor().schedule(() -> left(length), LOOK.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        releaseBuffer();
        isUnderWay = false;
        position += length;
        pace.sent(length, leftAtNanos);
        goOn();
    }

    private void requireProgress() {
        if (isUnderWay && nowNanos() - leftAtNanos > patience.toNanos()) {
            LOG.debug("a download is given up whose client has read nothing for {}", patience);
            abort();
        }
    }

    /** Ends the connection, unless all of it has left. */
    void abort() {
        if (!isOver) {
            end();
            var unused = ctx.close();
        }
    }

    private void end() {
        isOver = true;
        cancel(next);
        cancel(look);
        releaseBuffer();
        content.close();
    }

    private static void cancel(@Nullable ScheduledFuture<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private void releaseBuffer() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    private long nowNanos() {
        return ctx.executor().ticker().nanoTime();
    }
}
