package dev.sagfleet.agent.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.link.ImageFetch.Wanted;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Direction;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.ShapedTraffic;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.handler.codec.http.HttpClientCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One download on a time that passes only here, over a line of 8 Mbit/s: 1,000 ns a byte, and 2,500 bytes at once. */
final class OneDownload {
    static final int AT_ONCE = 2_500;
    static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n";

    final byte[] image;
    final Channel channel = new Channel();
    final RecordingFetcher owner = new RecordingFetcher();
    private final HttpFetches fetches = new HttpFetches(
            channel.eventLoop(),
            new LocalAddress("nobody"),
            InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)),
            () -> "n".repeat(16));
    final HttpFetch fetch = new HttpFetch(fetches, owner);
    final Traffic traffic = new ShapedTraffic(
            new TokenBuckets(Traffic.BUCKETS),
            0,
            OfferedLoad.NONE,
            new Rates(Bandwidth.ofMegabits(8), Optional.empty()),
            channel.eventLoop().ticker().nanoTime());

    OneDownload() {
        this(10_000);
    }

    /** One of an image of so many bytes. */
    OneDownload(int imageBytes) {
        image = bytes(imageBytes);
    }

    /** Nothing is left over. */
    void end() {
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    /** As a device begins that has somewhere to connect to. */
    void begin(Checkpoint from) {
        var transfer = fetch.begun(wanted(from), traffic.intake());
        transfer.over(channel);
        channel.pipeline().addLast(new HttpClientCodec(), transfer);
        channel.pipeline().fireChannelActive();
    }

    Wanted wanted(Checkpoint from) {
        return new Wanted(
                new SerialNumber("s"),
                new DeviceKey("0".repeat(64)),
                "/firmware/x?job=j",
                digest(),
                image.length,
                from);
    }

    String sent() {
        ByteBuf request = channel.readOutbound();
        try {
            return request.toString(US_ASCII);
        } finally {
            request.release();
        }
    }

    void receive(String text) {
        channel.releaseOutbound();
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    void receive(int from, int to) {
        receive(Unpooled.copiedBuffer(image, from, to - from));
    }

    void receive(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    void pass(long nanos) {
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    ByteCounts other() {
        traffic.advance(channel.eventLoop().ticker().nanoTime());
        return traffic.counters().of(TrafficClass.OTHER, Direction.DOWNLINK);
    }

    Digest digest() {
        return fetch.digestOf(hashed(image.length));
    }

    Checkpoint hashed(int bytes) {
        Sha256 hash = Sha256.start();
        hash.update(ByteBuffer.wrap(image, 0, bytes));
        return hash.checkpoint();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    /** Counts how often it was asked to read. */
    static final class Channel extends EmbeddedChannel {
        int reads;

        Channel() {
            config().setAutoRead(false);
            freezeTime();
            reads = 0;
        }

        @Override
        protected void doBeginRead() {
            reads++;
        }
    }
}
