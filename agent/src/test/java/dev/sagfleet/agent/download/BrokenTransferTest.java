package dev.sagfleet.agent.download;

import static dev.sagfleet.agent.download.OneDownload.AT_ONCE;
import static dev.sagfleet.agent.download.OneDownload.OK;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.shaping.ByteCounts;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A download that ends early, or brings something else than the image. */
class BrokenTransferTest {
    private final OneDownload download = new OneDownload();

    @AfterEach
    void end() {
        download.end();
    }

    /** Failure story A5 (a). */
    @Test
    void keepsWhatHasComeBeforeTheEndOfTheConnection() {
        download.begin(Checkpoint.START);
        download.receive(OK.formatted(download.image.length));
        download.receive(0, 57);

        var unused = download.channel.close();

        assertThat(download.owner.failure).contains(new FetchFailure.Broken());
        assertThat(download.owner.failedAt).isEqualTo(download.hashed(57));
        assertThat(download.owner.ends).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsShorterThanTheImageIsNotTheImage() {
        download.begin(Checkpoint.START);
        download.receive(OK.formatted(9_999));
        download.receive(0, 9_999);
        download.pass(10_000_000);

        assertThat(download.owner.failure).contains(new FetchFailure.Broken());
        assertThat(download.owner.failedAt).isEqualTo(download.hashed(9_999));
    }

    /** Failure story A5 (d). */
    @Test
    void partsOfAnotherImageAreThrownAwayWithWhatWasThere() {
        download.begin(download.hashed(150));
        download.receive("HTTP/1.1 206 Partial Content\r\netag: \"x\"\r\ncontent-range: bytes 150-9999/10000\r\n\r\n");

        assertThat(download.owner.failure).contains(new FetchFailure.OtherContent());
        assertThat(download.owner.failedAt).isEqualTo(Checkpoint.START);
    }

    /** Failure story A5 (e). */
    @Test
    void partsThatBeginElsewhereAreThrownAwayLikewise() {
        download.begin(download.hashed(150));
        download.receive("HTTP/1.1 206 Partial Content\r\netag: \"" + download.digest()
                + "\"\r\ncontent-range: bytes 140-9999/10000\r\n\r\n");

        assertThat(download.owner.failure).contains(new FetchFailure.OtherContent());
        assertThat(download.owner.failedAt).isEqualTo(Checkpoint.START);
        assertThat(download.other().offeredBytes()).isZero();
    }

    @Test
    void garbageIsNoAnswer() {
        download.begin(Checkpoint.START);

        download.receive("sagfleet.v1\r\n\r\n");

        assertThat(download.owner.failure).contains(new FetchFailure.Broken());
    }

    @Test
    void silenceOfHalfAMinuteIsTheEnd() {
        download.begin(Checkpoint.START);
        download.pass(TimeUnit.SECONDS.toNanos(29));
        download.receive(OK.formatted(download.image.length));
        download.receive(0, 100);
        download.pass(TimeUnit.SECONDS.toNanos(30) - 1);
        assertThat(download.owner.ends).isZero();

        download.pass(1);

        assertThat(download.owner.failure).contains(new FetchFailure.Broken());
        assertThat(download.owner.failedAt).isEqualTo(download.hashed(100));
    }

    @Test
    void nothingIsToldOfWhatWasStopped() {
        download.begin(Checkpoint.START);
        download.receive(OK.formatted(download.image.length));
        download.receive(0, 5_000);

        download.fetch.stop();
        download.pass(TimeUnit.SECONDS.toNanos(60));

        assertThat(download.owner.ends).isZero();
        assertThat(download.channel.isOpen()).isFalse();
        assertThat(download.other()).isEqualTo(new ByteCounts(5_000, AT_ONCE, 2_500, 0));
    }

    @Test
    void whatComesAfterItWasStoppedIsNotCounted() {
        download.begin(download.hashed(150));
        download.owner.onReached = download.fetch::stop;
        download.channel.releaseOutbound();

        download.receive(
                Unpooled.wrappedBuffer(OK.formatted(download.image.length).getBytes(US_ASCII), download.image));

        assertThat(download.owner.reached).containsExactly(Checkpoint.START);
        assertThat(download.other()).isEqualTo(new ByteCounts(0, 0, 0, 0));
    }
}
