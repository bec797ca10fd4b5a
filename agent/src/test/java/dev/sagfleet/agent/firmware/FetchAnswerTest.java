package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FetchAnswer.Failed;
import dev.sagfleet.agent.firmware.FetchAnswer.Head;
import dev.sagfleet.agent.firmware.FetchAnswer.Request;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules F5 and F6, and story A5, of an image of 1000 bytes of which 150 are there. */
class FetchAnswerTest {
    private static final Digest DIGEST = Digest.ofText("image");
    private static final Request REQUEST = new Request(DIGEST, 150, 1000);
    private static final Optional<String> TAG = Optional.of(REQUEST.entityTag());
    private static final Failed DISCARDED = new Failed(new FetchFailure.OtherContent());

    private static FetchAnswer answer(int status, Optional<String> tag, String range) {
        return FetchAnswer.of(REQUEST, new Head(status, tag, Optional.of(range), Optional.empty()));
    }

    private static FetchAnswer answer(int status) {
        return FetchAnswer.of(REQUEST, new Head(status, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 150-999/1000", "bytes 150-999/*", "bytes 150-600/1000"})
    @DisplayName("F5 206 from where it was asked to, with the digest as its tag, is the rest")
    void theRestIsGoneOnWith(String range) {
        assertThat(answer(206, TAG, range)).isEqualTo(new FetchAnswer.Rest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 140-999/1000",
                "bytes 151-999/1000",
                "bytes 0-999/1000",
                "bytes 150-1000/1000",
                "bytes 150-999/2000",
                "bytes */1000",
                "items 150-999/1000",
                ""
            })
    @DisplayName("F5 206 from elsewhere, or of another size, discards what is there (A5e)")
    void anotherRangeDiscardsWhatIsThere(String range) {
        assertThat(answer(206, TAG, range)).isEqualTo(DISCARDED);
    }

    @Test
    @DisplayName("F5 206 with another tag, a weak one or none discards what is there (A5d)")
    void anotherTagDiscardsWhatIsThere() {
        String range = "bytes 150-999/1000";

        assertThat(answer(206, Optional.of("\"" + Digest.ofText("other") + "\""), range))
                .isEqualTo(DISCARDED);
        assertThat(answer(206, Optional.of("W/" + REQUEST.entityTag()), range)).isEqualTo(DISCARDED);
        assertThat(answer(206, Optional.empty(), range)).isEqualTo(DISCARDED);
    }

    @Test
    @DisplayName("F5 200 starts from zero (A5b), unless it says that it is something else")
    void aWholeImageStartsFromZero() {
        assertThat(answer(200, TAG, "")).isEqualTo(new FetchAnswer.Whole());
        assertThat(answer(200)).isEqualTo(new FetchAnswer.Whole());
        assertThat(answer(200, Optional.of("\"other\""), "")).isEqualTo(DISCARDED);
    }

    @Test
    @DisplayName("F5 416 of a complete file leads to verification (A5c), any other discards what is there")
    void aCompleteFileIsVerified() {
        var complete = new Request(DIGEST, 1000, 1000);
        var head = new Head(416, Optional.empty(), Optional.of("bytes */1000"), Optional.empty());

        assertThat(FetchAnswer.of(complete, head)).isEqualTo(new FetchAnswer.Complete());
        assertThat(FetchAnswer.of(REQUEST, head)).isEqualTo(DISCARDED);
        assertThat(answer(416, TAG, "bytes */150")).isEqualTo(DISCARDED);
        assertThat(answer(416)).isEqualTo(DISCARDED);
    }

    @Test
    @DisplayName("F6 an expired link is asked for anew")
    void anExpiredLinkIsSaidSo() {
        assertThat(answer(410)).isEqualTo(new Failed(new FetchFailure.LinkExpired()));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    @DisplayName("F6 503 with Retry-After waits; without it, it is trouble like any other")
    void aBusyControllerIsWaitedFor(int status) {
        var asked = new Head(status, Optional.empty(), Optional.empty(), Optional.of("120"));
        var vague = new Head(status, Optional.empty(), Optional.empty(), Optional.of("Fri, 27 Nov 2026 22:00:00 GMT"));

        assertThat(FetchAnswer.of(REQUEST, asked)).isEqualTo(new Failed(new FetchFailure.Busy(Duration.ofMinutes(2))));
        assertThat(FetchAnswer.of(REQUEST, vague)).isEqualTo(new Failed(new FetchFailure.Busy(Duration.ZERO)));
        assertThat(answer(status)).isEqualTo(new Failed(new FetchFailure.Broken()));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 504, 599})
    @DisplayName("F6 what may pass is tried again")
    void whatMayPassIsTriedAgain(int status) {
        assertThat(answer(status)).isEqualTo(new Failed(new FetchFailure.Broken()));
    }

    @ParameterizedTest
    @CsvSource({
        "401, NOT_AUTHORIZED",
        "403, NOT_AUTHORIZED",
        "404, NO_SUCH_IMAGE",
        "400, DOWNLOAD_FAILED",
        "405, DOWNLOAD_FAILED",
        "451, DOWNLOAD_FAILED",
        "302, DOWNLOAD_FAILED",
        "204, DOWNLOAD_FAILED",
        "100, DOWNLOAD_FAILED"
    })
    @DisplayName("F6 any other 4xx ends the attempt (A6a)")
    void whatWillNotPassEndsTheAttempt(int status, UpdateCode code) {
        assertThat(answer(status)).isEqualTo(new Failed(new FetchFailure.Denied(code)));
    }
}
