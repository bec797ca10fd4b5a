package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.controller.rollout.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
    /** Half of the width by the value. */
    @ParameterizedTest
    @CsvSource({
        "100, 95, 105, 0.05",
        "100, 100, 120, 0.1",
        "7, 7, 7, 0",
        "0, 0, 0, 0",
        "-100, -110, -90, 0.1",
        "0, -1, 1, Infinity",
        "100, -9223372036854775808, 120, Infinity",
        "100, 90, 9223372036854775807, Infinity",
        "9223372036854775807, 9223372036854775807, 9223372036854775807, 0",
    })
    void theSpreadOfAnIntervalIsAShareOfItsValue(long value, long low, long high, double expected) {
        assertThat(new Quantile(value, low, high).spread()).isEqualTo(expected);
    }

    @Test
    void ofNothingItCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Precision(Fraction.ZERO));
    }
}
