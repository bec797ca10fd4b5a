package dev.sagfleet.agent.download;

import dev.sagfleet.agent.download.HttpFetch.Ending;
import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.firmware.Firmware;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.shaping.Intake;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One download over one connection: asks, hashes what comes, and reads on as the device's limits let that pass. It
 * ends when they have let pass all of it, so that what is there was paid for.
 */
final class Transfer extends ChannelInboundHandlerAdapter {
    /** As long as anything else may be silent: the controller, or whatever is between. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    /** Whether all has passed is asked again after so long, since the limits may have changed. */
    private static final long WAIT_NANOS_MAX = Duration.ofSeconds(1).toNanos();

    /**
     * It reads on so long before all has passed. Were nothing waiting between two reads, what is beside it would take its
     * share meanwhile, and a download beside traffic would be some 15 % slower than its limits let it be.
     */
    private static final long AHEAD_NANOS = Duration.ofMillis(50).toNanos();

    private final HttpFetches fetches;
    private final HttpFetch fetch;
    private final Wanted wanted;
    private final Intake intake;
    private Sha256 hash;
    private @Nullable Channel channel;

    /** Whether the head of an answer has come whose bytes count. */
    private boolean isBody;

    private boolean isPaused;
    private long quietSinceNanos;
    private @Nullable Ending ending;
    private boolean isOver;

    Transfer(HttpFetches fetches, HttpFetch fetch, Wanted wanted, Intake intake) {
        this.fetches = fetches;
        this.fetch = fetch;
        this.wanted = wanted;
        this.intake = intake;
        hash = Sha256.resumed(wanted.from());
        quietSinceNanos = now();
    }

    private long now() {
        return fetches.loop().ticker().nanoTime();
    }

    boolean isComplete() {
        return hash.bytes() == wanted.sizeBytes();
    }

    /** The connection that is being made for it. */
    void over(Channel made) {
        channel = made;
        watch(SILENCE_MAX.toNanos());
    }

    void stop() {
        isOver = true;
        intake.end(now());
        close();
    }

    private void close() {
        if (channel != null) {
            var unused = channel.close();
        }
    }

    void complete() {
        end(owner -> owner.fetched(hash.checkpoint()));
    }

    void broken() {
        failed(new FetchFailure.Broken());
    }

    private void failed(FetchFailure why) {
        Checkpoint reached = why instanceof FetchFailure.OtherContent ? Checkpoint.START : hash.checkpoint();
        end(owner -> owner.failed(why, reached));
    }

    /** The first reason to end is the one that is told. */
    private void end(Ending how) {
        if (ending == null) {
            ending = how;
            goOn();
        }
    }

    /** Reads on shortly before all that was read has passed, or ends once it has. */
    private void goOn() {
        if (isOver || isPaused) {
            return;
        }
        long waitNanos = intake.waitNanos(now()) - (ending == null ? AHEAD_NANOS : 0);
        if (waitNanos > 0) {
            isPaused = true;
            var unused =
                    fetches.loop().schedule(this::resume, Math.min(waitNanos, WAIT_NANOS_MAX), TimeUnit.NANOSECONDS);
        } else if (ending != null) {
            stop();
            fetch.ended(this, ending);
        } else if (channel != null) {
            quietSinceNanos = now();
            channel.read();
        }
    }

    private void resume() {
        isPaused = false;
        goOn();
    }

    /** Gives up a connection of which nothing comes although it is being read. */
    private void watch(long inNanos) {
        var unused = fetches.loop().schedule(this::judgeSilence, inNanos, TimeUnit.NANOSECONDS);
    }

    private void judgeSilence() {
        if (isOver || ending != null) {
            return;
        }
        long silentNanos = isPaused ? 0 : now() - quietSinceNanos;
        if (silentNanos >= SILENCE_MAX.toNanos()) {
            broken();
        } else {
            watch(SILENCE_MAX.toNanos() - silentNanos);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (hash.bytes() < wanted.from().bytes()) {
            fetch.reached(this, Checkpoint.START);
        }
        var unused = ctx.writeAndFlush(fetches.request(wanted, asked()), ctx.voidPromise());
        goOn();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        quietSinceNanos = now();
        try {
            if (message instanceof HttpResponse response) {
                begin(response);
            }
            if (message instanceof HttpContent content && isBody && !isOver) {
                take(content.content());
                if (content instanceof LastHttpContent) {
                    broken();
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            broken();
        } else if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            begin(FetchAnswer.of(asked(), head(response)));
        }
    }

    private FetchAnswer.Request asked() {
        return new FetchAnswer.Request(wanted.digest(), hash.bytes(), wanted.sizeBytes());
    }

    private static FetchAnswer.Head head(HttpResponse response) {
        HttpHeaders headers = response.headers();
        return new FetchAnswer.Head(
                response.status().code(),
                Optional.ofNullable(headers.get(HttpHeaderNames.ETAG)),
                Optional.ofNullable(headers.get(HttpHeaderNames.CONTENT_RANGE)),
                Optional.ofNullable(headers.get(HttpHeaderNames.RETRY_AFTER)));
    }

    private void begin(FetchAnswer answer) {
        if (answer instanceof FetchAnswer.Failed failed) {
            failed(failed.why());
        } else if (answer instanceof FetchAnswer.Complete) {
            complete();
        } else {
            isBody = true;
            if (answer instanceof FetchAnswer.Whole) {
                anew();
            }
        }
    }

    private void anew() {
        if (hash.bytes() > 0) {
            hash = Sha256.start();
            fetch.reached(this, Checkpoint.START);
        }
    }

    /** What is more than there should be is not looked at. */
    private void take(ByteBuf content) {
        int bytes = (int) Math.min(content.readableBytes(), wanted.sizeBytes() - hash.bytes());
        ByteBuffer more = content.nioBuffer(content.readerIndex(), bytes);
        intake.offer(bytes, now());
        while (more.hasRemaining() && !isOver) {
            long toCheckpoint = Firmware.CHECKPOINT_BYTES - hash.bytes() % Firmware.CHECKPOINT_BYTES;
            int piece = (int) Math.min(more.remaining(), toCheckpoint);
            hash.update(more.slice(more.position(), piece));
            more.position(more.position() + piece);
            if (piece == toCheckpoint && !isComplete()) {
                fetch.reached(this, hash.checkpoint());
            }
        }
        if (isComplete()) {
            complete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        goOn();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        broken();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken();
    }
}
