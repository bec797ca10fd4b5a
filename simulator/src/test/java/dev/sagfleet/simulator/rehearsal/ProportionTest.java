package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** The limits are those of the tables of Clopper and Pearson; of none of n they are 0 and 1 - 0.025^(1/n). */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.3085",
        "1, 10, 0.0025, 0.4450",
        "5, 10, 0.1871, 0.8129",
        "10, 10, 0.6915, 1",
        "3, 40, 0.0157, 0.2039",
        "50, 100, 0.3983, 0.6017",
        "0, 200, 0, 0.0183",
    })
    void theIntervalIsThatOfTheTables(int hits, int tries, double low, double high) {
        Proportion found = Proportion.of(hits, tries);

        assertThat(found.low()).isCloseTo(low, offset(0.0001));
        assertThat(found.high()).isCloseTo(high, offset(0.0001));
        assertThat(found.share()).isEqualTo((double) hits / tries);
    }

    @Test
    void manyTriesHaveANarrowOne() {
        Proportion found = Proportion.of(20_000, 100_000);

        assertThat(found.low()).isCloseTo(0.1975, offset(0.0001));
        assertThat(found.high()).isCloseTo(0.2025, offset(0.0001));
    }

    @Test
    void moreThanAllCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportion.of(3, 2))
                .withMessage("3 of 2 (expected: 0 or more, of 1 or more)");
    }
}
