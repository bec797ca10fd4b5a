package dev.sagfleet.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareVersionTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int PAIRS = 200_000;

    @ParameterizedTest
    @CsvSource({
        "2.4.0, 2.10.0",
        "2.3.1.1, 2.4.0",
        "2.3.9, 2.4",
        "2.4, 2.4.0.1",
        "2.3.999999999, 2.4.0",
        "9, 10",
        "0, 0.0.0.0.0.0.0.1",
        "1.0.9, 1.1"
    })
    void partsAreComparedAsNumbers(String earlier, String later) {
        assertThat(FirmwareVersion.parse(earlier)).isLessThan(FirmwareVersion.parse(later));
        assertThat(FirmwareVersion.parse(later)).isGreaterThan(FirmwareVersion.parse(earlier));
    }

    @ParameterizedTest
    @CsvSource({"2.4, 2.4.0", "2.4.0, 2.4.0.0.0", "2.04.0, 2.4", "0, 0.0", "10, 10.0.0.0.0.0.0.0"})
    void missingPartIsZero(String one, String other) {
        var first = FirmwareVersion.parse(one);
        var second = FirmwareVersion.parse(other);

        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isEqualByComparingTo(second);
        assertThat(first.sortKey()).isEqualTo(second.sortKey());
    }

    @ParameterizedTest
    @CsvSource({"2.3.9, false", "2.3.9.9, false", "2, false", "2.4, true", "2.4.0, true", "2.10, true", "3, true"})
    void accelerationBeginsWith240(String version, boolean accelerates) {
        assertThat(FirmwareVersion.parse(version).acceleratesApplications()).isEqualTo(accelerates);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "2.",
                ".4",
                "2..4",
                "v2.4",
                "2.4.0-rc1",
                "2,4",
                " 2.4",
                "2.4\n",
                "-1",
                "1.2.3.4.5.6.7.8.9",
                "1234567890",
                "\u0662.4"
            })
    void otherTextIsNoVersion(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirmwareVersion.parse(text))
                .withMessage("version: " + text.replace('\n', '?') + " (expected: 1 to 8 dotted numbers, as in 2.4.0)");
    }

    @Test
    void isWrittenAsItWasRead() {
        assertThat(FirmwareVersion.parse("2.04")).hasToString("2.04");
    }

    @Test
    void keysSortAsVersionsDo() {
        var random = new SplittableRandom(SEED);

        for (int i = 0; i < PAIRS; i++) {
            var one = random(random);
            var other = random(random);
            int order = Integer.signum(one.compareTo(other));
            if (order != Integer.signum(one.sortKey().compareTo(other.sortKey()))
                    || order != -Integer.signum(other.compareTo(one))
                    || (order == 0) != one.equals(other)
                    || (order == 0 && one.hashCode() != other.hashCode())) {
                throw new AssertionError("seed " + SEED + ": " + one + " and " + other);
            }
        }
    }

    /** Mostly small parts, so that equal beginnings and zeros at the end come up often. */
    private static FirmwareVersion random(SplittableRandom random) {
        return FirmwareVersion.parse(random.ints(random.nextInt(1, 9), 0, random.nextInt(10) == 0 ? 1_000_000_000 : 3)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(".")));
    }
}
