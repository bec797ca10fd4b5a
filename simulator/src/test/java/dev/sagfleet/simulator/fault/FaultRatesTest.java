package dev.sagfleet.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.simulator.time.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRatesTest {
    private static final Seed SEED = new Seed(7);

    @Test
    void whatIsNotNamedKeepsItsRate() {
        FaultRates rates = FaultRates.typical().with("all=0.25,controller-crash=1,flash-torn=0");

        assertThat(rates.of(FaultKind.CONTROLLER_CRASH)).isEqualTo(1);
        assertThat(rates.of(FaultKind.FLASH_TORN)).isZero();
        assertThat(rates.of(FaultKind.PARTITION)).isEqualTo(0.25);
        assertThat(FaultRates.typical().with("none,reboot=0.5").of(FaultKind.PARTITION))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none,controller-crash=0.5,answer-lost=1.0"})
    void whatIsWrittenIsReadAsWhatItWas(String text) {
        assertThat(FaultRates.typical().with(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "foo=0.1, foo",
        "reboot, reboot",
        "'', ''",
        "reboot=1.1, reboot=1.1",
        "reboot=-0.1, reboot=-0.1",
        "reboot=NaN, reboot=NaN",
        "all=often, all=often",
        "reboot=0.1=2, reboot=0.1=2"
    })
    void whatIsWrongIsNamed(String text, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRates.NONE.with(text))
                .withMessageStartingWith("faults: " + named + " (expected: ");
    }

    @Test
    void aRateIsHowOftenItStrikesAndTheSameSeedStrikesAtTheSameOccasions() {
        FaultRates rates = FaultRates.NONE.with(FaultKind.REBOOT, 0.3);

        long struck = IntStream.range(0, 10_000)
                .filter(occasion -> rates.strikes(FaultKind.REBOOT, SEED, occasion))
                .count();

        assertThat(struck).isBetween(2_800L, 3_200L);
        assertThat(IntStream.range(0, 100)
                        .filter(occasion -> rates.strikes(FaultKind.REBOOT, SEED, occasion))
                        .toArray())
                .isEqualTo(IntStream.range(0, 100)
                        .filter(occasion -> rates.strikes(FaultKind.REBOOT, new Seed(7), occasion))
                        .toArray());
        assertThat(rates.strikes(FaultKind.PARTITION, SEED, 1)).isFalse();
    }
}
