package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, sections 13.1.5 and 14. */
class ByteRangeTest {
    private static final String TAG = "\"tag\"";
    private static final long SIZE = 1_000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 1000",
        "bytes=1-, 1, 1000",
        "bytes=999-, 999, 1000",
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 20",
        "bytes=10-999, 10, 1000",
        "bytes=10-1000, 10, 1000",
        "bytes=10-99999999999999999999999, 10, 1000",
        "bytes=0000000000000000000000010-19, 10, 20",
        "bytes=-1, 999, 1000",
        "bytes=-1000, 0, 1000",
        "bytes=-5000, 0, 1000",
    })
    void aPartIsWhatTheHeaderSays(String range, long from, long to) {
        assertThat(asked(range)).contains(new ByteRange(from, to, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=99999999999999999999999-", "bytes=-0"})
    void noByteBeyondTheEndIsThere(String range) {
        assertThat(asked(range)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=20-10",
                "bytes=0-1,3-4",
                "bytes=0-1, 3-",
                "lines=0-1",
                "bytes= 0-1",
                "BYTES 0-1",
                "bytes=--1"
            })
    void whatIsNoRangeOrSeveralIsTheWhole(String range) {
        assertThat(asked(range)).contains(new ByteRange(0, 1_000, false));
    }

    @Test
    void withoutARangeItIsTheWhole() {
        assertThat(ByteRange.asked(Optional.empty(), Optional.of(TAG), TAG, SIZE))
                .contains(new ByteRange(0, 1_000, false));
    }

    @Test
    void aPartOfAnotherImageIsNotWanted() {
        Optional<String> range = Optional.of("bytes=10-");

        assertThat(ByteRange.asked(range, Optional.of(TAG), TAG, SIZE)).contains(new ByteRange(10, 1_000, true));
        for (String other : new String[] {"\"other\"", "W/" + TAG, "tag", "Wed, 21 Oct 2015 07:28:00 GMT", ""}) {
            assertThat(ByteRange.asked(range, Optional.of(other), TAG, SIZE))
                    .as(other)
                    .contains(new ByteRange(0, 1_000, false));
        }
    }

    private static Optional<ByteRange> asked(String range) {
        return ByteRange.asked(Optional.of(range), Optional.empty(), TAG, SIZE);
    }
}
