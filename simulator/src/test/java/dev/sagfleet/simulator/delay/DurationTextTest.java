package dev.sagfleet.simulator.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1ms, 1", "250ms, 250", "2s, 2000", "1m, 60000", "90s, 90000", "999999999m, 59999999940000"})
    void aPersonWritesANumberAndAUnit(String text, long millis) {
        assertThat(DurationText.parse(text)).hasValue(Duration.ofMillis(millis));
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "0ms",
                "00",
                "-1s",
                "1.5s",
                "1 s",
                "1h",
                "1S",
                "ms",
                "01s",
                "1sm",
                "9999999999ms",
                "\uFF11s"
            })
    void whateverElseIsNoDuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void theLargestUnitThatFitsIsShown() {
        assertThat(DurationText.of(Duration.ofSeconds(121))).isEqualTo("121s");
        assertThat(DurationText.of(Duration.ofMillis(1001))).isEqualTo("1001ms");
    }
}
