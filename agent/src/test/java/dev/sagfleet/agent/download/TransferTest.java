package dev.sagfleet.agent.download;

import static dev.sagfleet.agent.download.OneDownload.AT_ONCE;
import static dev.sagfleet.agent.download.OneDownload.OK;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Rates;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A download that comes to its end. */
class TransferTest {
    private final OneDownload download = new OneDownload();

    @AfterEach
    void end() {
        download.end();
    }

    @Test
    void asksForAllWithItsToken() {
        download.begin(Checkpoint.START);

        assertThat(download.sent())
                .startsWith("GET /firmware/x?job=j HTTP/1.1\r\n")
                .contains("\r\nhost: memory\r\n")
                .contains("\r\nauthorization: SAG-HMAC-SHA256 Serial=s, Timestamp=1700000000, Nonce=nnnnnnnnnnnnnnnn,")
                .doesNotContain("range");
        assertThat(download.channel.reads).isEqualTo(1);
    }

    @Test
    void asksForTheRestOfTheSameImage() {
        download.begin(download.hashed(150));

        assertThat(download.sent())
                .contains("\r\nrange: bytes=150-\r\n")
                .contains("\r\nif-range: \"" + download.digest() + "\"\r\n");
    }

    @Test
    void readsOnShortlyBeforeWhatWasReadHasPassedAndEndsOnceItHas() {
        var large = new OneDownload(200_000);
        large.begin(Checkpoint.START);
        large.receive(OK.formatted(large.image.length));
        assertThat(large.channel.reads).isEqualTo(2);
        large.receive(0, AT_ONCE);
        assertThat(large.channel.reads).isEqualTo(3);

        large.receive(AT_ONCE, AT_ONCE + 100_000);
        large.pass(49_999_999);
        assertThat(large.channel.reads).as("100 ms wait, and 50 ms before that").isEqualTo(3);
        large.pass(1);
        assertThat(large.channel.reads).isEqualTo(4);

        large.receive(AT_ONCE + 100_000, large.image.length);
        large.pass(147_499_999);
        assertThat(large.owner.ends).isZero();
        large.pass(1);
        assertThat(large.owner.fetched).map(large.fetch::digestOf).contains(large.digest());
        assertThat(large.other()).isEqualTo(new ByteCounts(200_000, 200_000, 0, 197_500));
        assertThat(large.channel.isOpen()).isFalse();
        large.end();
    }

    @Test
    void goesOnFromWhereItWas() {
        download.begin(download.hashed(150));
        download.receive("HTTP/1.1 206 Partial Content\r\netag: \"" + download.digest()
                + "\"\r\ncontent-range: bytes 150-9999/10000\r\n\r\n");
        download.receive(150, download.image.length);
        download.pass(10_000_000);

        assertThat(download.owner.fetched).map(download.fetch::digestOf).contains(download.digest());
        assertThat(download.owner.reached).isEmpty();
        assertThat(download.other().passedBytes()).isEqualTo(9_850);
    }

    @Test
    void whatIsLongerThanTheImageIsCutOff() {
        download.begin(Checkpoint.START);
        download.receive(OK.formatted(download.image.length + 5));
        download.receive(Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(download.image), Unpooled.copiedBuffer("extra", US_ASCII)));
        download.pass(10_000_000);

        assertThat(download.owner.fetched).map(download.fetch::digestOf).contains(download.digest());
        assertThat(download.other().passedBytes()).isEqualTo(download.image.length);
    }

    /** Failure story A5 (b). */
    @Test
    void beginsAnewWhereTheWholeComes() {
        download.begin(download.hashed(150));
        download.receive(OK.formatted(download.image.length));
        download.receive(0, download.image.length);
        download.pass(10_000_000);

        assertThat(download.owner.reached).containsExactly(Checkpoint.START);
        assertThat(download.owner.fetched).map(download.fetch::digestOf).contains(download.digest());
    }

    /** Failure story A5 (c). */
    @Test
    void whatIsAllThereIsNotAskedFor() {
        var here = download.hashed(download.image.length);

        download.fetch.begin(download.wanted(here), download.traffic.intake());
        assertThat(download.owner.ends).isZero();
        download.channel.runPendingTasks();

        assertThat(download.owner.fetched).contains(here);
        assertThat(download.channel.<ByteBuf>readOutbound()).isNull();
    }

    @Test
    void aStateOfTheHashThatIsNoneIsDoneWithout() {
        download.begin(new Checkpoint(150, "torn"));

        assertThat(download.sent()).doesNotContain("range");
        assertThat(download.owner.reached).containsExactly(Checkpoint.START);
    }

    @Test
    void anAnswerThatIsOnItsWayIsWaitedFor() {
        download.begin(Checkpoint.START);

        download.receive("HTTP/1.1 103 Early Hints\r\n\r\n");
        download.receive("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n");

        assertThat(download.owner.failure).contains(new FetchFailure.LinkExpired());
    }

    @Test
    void aDeviceThatMayNotReadOnIsNotSilent() {
        download.traffic.setRates(
                new Rates(Bandwidth.ofKilobits(1), Optional.empty()),
                download.channel.eventLoop().ticker().nanoTime());
        download.begin(Checkpoint.START);
        download.receive(OK.formatted(download.image.length));
        download.receive(0, download.image.length);

        // 60 s and more at 8 ms a byte.
        download.pass(TimeUnit.SECONDS.toNanos(59));
        assertThat(download.owner.ends).isZero();
        download.pass(TimeUnit.SECONDS.toNanos(2));

        assertThat(download.owner.fetched).isPresent();
    }
}
