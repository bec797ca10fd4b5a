package dev.sagfleet.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountsTest {
    @Test
    void whatNeitherPassedNorWasDroppedWaits() {
        assertThat(new ByteCounts(10, 6, 1, 6).waitingBytes()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | 11 | 0 | 0 | passedBytes: 11 (expected: 0 to offeredBytes, 10)",
                "10 | -1 | 0 | 0 | passedBytes: -1 (expected: 0 to offeredBytes, 10)",
                "10 | 6 | 5 | 0 | droppedBytes: 5 (expected: 0 to offeredBytes - passedBytes, 4)",
                "10 | 6 | -1 | 0 | droppedBytes: -1 (expected: 0 to offeredBytes - passedBytes, 4)",
                "10 | 6 | 0 | 7 | delayedBytes: 7 (expected: 0 to passedBytes, 6)",
                "10 | 6 | 0 | -1 | delayedBytes: -1 (expected: 0 to passedBytes, 6)"
            })
    void countsThatCannotBeAreRefused(long offered, long passed, long dropped, long delayed, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteCounts(offered, passed, dropped, delayed))
                .withMessage(reason);
    }
}
