package dev.sagfleet.agent.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One download on a time that passes only here, over a line of 8 Mbit/s: 1,000 ns a byte, and 2,500 bytes at once. */
class TransferTest {
    private static final int AT_ONCE = 2_500;
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n";

    private final byte[] image = bytes(10_000);
    private final Channel channel = new Channel();
    private final RecordingFetcher owner = new RecordingFetcher();
    private final HttpFetches fetches = new HttpFetches(
            channel.eventLoop(),
            new LocalAddress("nobody"),
            InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)),
            () -> "n".repeat(16));
    private final HttpFetch fetch = new HttpFetch(fetches, owner);
    private final Traffic traffic = new ShapedTraffic(
            new TokenBuckets(Traffic.BUCKETS),
            0,
            OfferedLoad.NONE,
            new Rates(Bandwidth.ofMegabits(8), Optional.empty()),
            channel.eventLoop().ticker().nanoTime());

    @AfterEach
    void end() {
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @Test
    void asksForAllWithItsToken() {
        begin(Checkpoint.START);

        assertThat(sent())
                .startsWith("GET /firmware/x?job=j HTTP/1.1\r\n")
                .contains("\r\nhost: memory\r\n")
                .contains("\r\nauthorization: SAG-HMAC-SHA256 Serial=s, Timestamp=1700000000, Nonce=nnnnnnnnnnnnnnnn,")
                .doesNotContain("range");
        assertThat(channel.reads).isEqualTo(1);
    }

    @Test
    void asksForTheRestOfTheSameImage() {
        begin(hashed(150));

        assertThat(sent()).contains("\r\nrange: bytes=150-\r\n").contains("\r\nif-range: \"" + digest() + "\"\r\n");
    }

    @Test
    void readsOnOnceWhatWasReadHasPassed() {
        begin(Checkpoint.START);
        receive(OK.formatted(image.length));
        assertThat(channel.reads).isEqualTo(2);
        receive(0, AT_ONCE);
        assertThat(channel.reads).isEqualTo(3);

        receive(AT_ONCE, AT_ONCE + 1_000);
        pass(999_999);
        assertThat(channel.reads).isEqualTo(3);
        pass(1);
        assertThat(channel.reads).isEqualTo(4);

        receive(AT_ONCE + 1_000, image.length);
        pass(6_499_999);
        assertThat(owner.ends).isZero();
        pass(1);
        assertThat(owner.fetched).map(fetch::digestOf).contains(digest());
        assertThat(other()).isEqualTo(new ByteCounts(10_000, 10_000, 0, 7_500));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void goesOnFromWhereItWas() {
        begin(hashed(150));
        receive("HTTP/1.1 206 Partial Content\r\netag: \"" + digest()
                + "\"\r\ncontent-range: bytes 150-9999/10000\r\n\r\n");
        receive(150, image.length);
        pass(10_000_000);

        assertThat(owner.fetched).map(fetch::digestOf).contains(digest());
        assertThat(owner.reached).isEmpty();
        assertThat(other().passedBytes()).isEqualTo(9_850);
    }

    /** Failure story A5 (a). */
    @Test
    void keepsWhatHasComeBeforeTheEndOfTheConnection() {
        begin(Checkpoint.START);
        receive(OK.formatted(image.length));
        receive(0, 57);

        var unused = channel.close();

        assertThat(owner.failure).contains(new FetchFailure.Broken());
        assertThat(owner.failedAt).isEqualTo(hashed(57));
        assertThat(owner.ends).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsShorterThanTheImageIsNotTheImage() {
        begin(Checkpoint.START);
        receive(OK.formatted(9_999));
        receive(0, 9_999);
        pass(10_000_000);

        assertThat(owner.failure).contains(new FetchFailure.Broken());
        assertThat(owner.failedAt).isEqualTo(hashed(9_999));
    }

    @Test
    void whatIsLongerThanTheImageIsCutOff() {
        begin(Checkpoint.START);
        receive(OK.formatted(image.length + 5));
        receive(Unpooled.wrappedBuffer(Unpooled.copiedBuffer(image), Unpooled.copiedBuffer("extra", US_ASCII)));
        pass(10_000_000);

        assertThat(owner.fetched).map(fetch::digestOf).contains(digest());
        assertThat(other().passedBytes()).isEqualTo(image.length);
    }

    /** Failure story A5 (b). */
    @Test
    void beginsAnewWhereTheWholeComes() {
        begin(hashed(150));
        receive(OK.formatted(image.length));
        receive(0, image.length);
        pass(10_000_000);

        assertThat(owner.reached).containsExactly(Checkpoint.START);
        assertThat(owner.fetched).map(fetch::digestOf).contains(digest());
    }

    /** Failure story A5 (c). */
    @Test
    void whatIsAllThereIsNotAskedFor() {
        var here = hashed(image.length);

        fetch.begin(wanted(here), traffic.intake());
        assertThat(owner.ends).isZero();
        channel.runPendingTasks();

        assertThat(owner.fetched).contains(here);
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
    }

    /** Failure story A5 (d). */
    @Test
    void partsOfAnotherImageAreThrownAwayWithWhatWasThere() {
        begin(hashed(150));
        receive("HTTP/1.1 206 Partial Content\r\netag: \"x\"\r\ncontent-range: bytes 150-9999/10000\r\n\r\n");

        assertThat(owner.failure).contains(new FetchFailure.OtherContent());
        assertThat(owner.failedAt).isEqualTo(Checkpoint.START);
    }

    /** Failure story A5 (e). */
    @Test
    void partsThatBeginElsewhereAreThrownAwayLikewise() {
        begin(hashed(150));
        receive("HTTP/1.1 206 Partial Content\r\netag: \"" + digest()
                + "\"\r\ncontent-range: bytes 140-9999/10000\r\n\r\n");

        assertThat(owner.failure).contains(new FetchFailure.OtherContent());
        assertThat(owner.failedAt).isEqualTo(Checkpoint.START);
        assertThat(other().offeredBytes()).isZero();
    }

    @Test
    void aStateOfTheHashThatIsNoneIsDoneWithout() {
        begin(new Checkpoint(150, "torn"));

        assertThat(sent()).doesNotContain("range");
        assertThat(owner.reached).containsExactly(Checkpoint.START);
    }

    @Test
    void anAnswerThatIsOnItsWayIsWaitedFor() {
        begin(Checkpoint.START);

        receive("HTTP/1.1 103 Early Hints\r\n\r\n");
        receive("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n");

        assertThat(owner.failure).contains(new FetchFailure.LinkExpired());
    }

    @Test
    void garbageIsNoAnswer() {
        begin(Checkpoint.START);

        receive("sagfleet.v1\r\n\r\n");

        assertThat(owner.failure).contains(new FetchFailure.Broken());
    }

    @Test
    void silenceOfHalfAMinuteIsTheEnd() {
        begin(Checkpoint.START);
        pass(TimeUnit.SECONDS.toNanos(29));
        receive(OK.formatted(image.length));
        receive(0, 100);
        pass(TimeUnit.SECONDS.toNanos(30) - 1);
        assertThat(owner.ends).isZero();

        pass(1);

        assertThat(owner.failure).contains(new FetchFailure.Broken());
        assertThat(owner.failedAt).isEqualTo(hashed(100));
    }

    @Test
    void aDeviceThatMayNotReadOnIsNotSilent() {
        traffic.setRates(
                new Rates(Bandwidth.ofKilobits(1), Optional.empty()),
                channel.eventLoop().ticker().nanoTime());
        begin(Checkpoint.START);
        receive(OK.formatted(image.length));
        receive(0, image.length);

        // 60 s and more at 8 ms a byte.
        pass(TimeUnit.SECONDS.toNanos(59));
        assertThat(owner.ends).isZero();
        pass(TimeUnit.SECONDS.toNanos(2));

        assertThat(owner.fetched).isPresent();
    }

    @Test
    void nothingIsToldOfWhatWasStopped() {
        begin(Checkpoint.START);
        receive(OK.formatted(image.length));
        receive(0, 5_000);

        fetch.stop();
        pass(TimeUnit.SECONDS.toNanos(60));

        assertThat(owner.ends).isZero();
        assertThat(channel.isOpen()).isFalse();
        assertThat(other()).isEqualTo(new ByteCounts(5_000, AT_ONCE, 2_500, 0));
    }

    @Test
    void whatComesAfterItWasStoppedIsNotCounted() {
        begin(hashed(150));
        owner.onReached = fetch::stop;
        channel.releaseOutbound();

        receive(Unpooled.wrappedBuffer(OK.formatted(image.length).getBytes(US_ASCII), image));

        assertThat(owner.reached).containsExactly(Checkpoint.START);
        assertThat(other()).isEqualTo(new ByteCounts(0, 0, 0, 0));
    }

    /** As a device begins that has somewhere to connect to. */
    private void begin(Checkpoint from) {
        var transfer = fetch.begun(wanted(from), traffic.intake());
        transfer.over(channel);
        channel.pipeline().addLast(new HttpClientCodec(), transfer);
        channel.pipeline().fireChannelActive();
    }

    private Wanted wanted(Checkpoint from) {
        return new Wanted(
                new SerialNumber("s"),
                new DeviceKey("0".repeat(64)),
                "/firmware/x?job=j",
                digest(),
                image.length,
                from);
    }

    private String sent() {
        ByteBuf request = channel.readOutbound();
        try {
            return request.toString(US_ASCII);
        } finally {
            request.release();
        }
    }

    private void receive(String text) {
        channel.releaseOutbound();
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void receive(int from, int to) {
        receive(Unpooled.copiedBuffer(image, from, to - from));
    }

    private void receive(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    private void pass(long nanos) {
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private ByteCounts other() {
        traffic.advance(channel.eventLoop().ticker().nanoTime());
        return traffic.counters().of(TrafficClass.OTHER, Direction.DOWNLINK);
    }

    private Digest digest() {
        return fetch.digestOf(hashed(image.length));
    }

    private Checkpoint hashed(int bytes) {
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
    private static final class Channel extends EmbeddedChannel {
        private int reads;

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
