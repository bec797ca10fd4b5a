package dev.sagfleet.controller.rolloutcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Silence.CountsAs;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R9: what decides of a wave")
class WaveGateTest {
    @ParameterizedTest
    @DisplayName("B7: the smallest number of failures that halts")
    @CsvSource({
        // success, failures, least, size, halts at
        "90, 10, 1, 10, 1",
        "90, 0, 1, 10, 1",
        "90, 10, 1, 100, 10",
        "95, 3, 2, 20, 2",
        "95, 5, 2, 1, 1",
        "95, 3, 2, 1000, 30",
        "50, 50, 1, 5, 3",
        "99, 1, 50, 1000, 11",
    })
    void smallestNumberOfFailuresThatHalts(int success, int failures, int least, int size, int halting) {
        WaveGate gate = WaveGate.of(
                Fraction.ofPercent(success), new Halt(Fraction.ofPercent(failures), least), CountsAs.FAILURE, size);

        assertThat(gate.halting()).isEqualTo(halting);
    }

    /** Goes through all that can become of a wave, and judges each as the rule says. */
    @Test
    void gatesAreAsIfAllOutcomesWereTried() {
        for (int size = 1; size <= 12; size++) {
            for (int percent = 5; percent <= 100; percent += 5) {
                for (int least = 1; least <= 3; least++) {
                    for (CountsAs silent : CountsAs.values()) {
                        Fraction success = Fraction.ofPercent(percent);
                        Halt halt = new Halt(Fraction.ofPercent(Math.min(20, 100 - percent)), least);

                        assertThat(WaveGate.of(success, halt, silent, size))
                                .as("%s of %d, %s, silence is %s", success, size, halt, silent)
                                .isEqualTo(tried(success, halt, silent, size));
                    }
                }
            }
        }
    }

    private static WaveGate tried(Fraction success, Halt halt, CountsAs counts, int size) {
        int needed = size;
        int halting = size;
        int limbo = Integer.MAX_VALUE;
        for (int failed = 0; failed <= size; failed++) {
            for (int silent = 0; silent <= size - failed; silent++) {
                int succeeded = size - failed - silent;
                int bad = counts == CountsAs.FAILURE ? failed + silent : failed;
                boolean advances = success.isReachedBy(succeeded, size);
                boolean halts = halt.isReachedBy(bad, size) || !success.isReachedBy(size - bad, size);
                needed = advances ? Math.min(needed, succeeded) : needed;
                halting = halts && silent == 0 ? Math.min(halting, failed) : halting;
                limbo = advances || halts ? limbo : Math.min(limbo, silent);
            }
        }
        return new WaveGate(size, needed, halting, limbo > size ? OptionalInt.empty() : OptionalInt.of(limbo));
    }

    @ParameterizedTest
    @DisplayName("R20: the smallest failure rate that a canary sees with 95 % probability")
    @CsvSource({
        // of so many, halting at so many: in percent
        "1, 1, 95.0",
        "20, 1, 13.911",
        "50, 1, 5.816",
        "20, 2, 21.611",
        "100, 5, 8.920",
        "30000, 900, 3.164",
    })
    void smallestRateThatIsSeen(int devices, int halting, double percent) {
        assertThat(DetectionRate.of(devices, halting) * 100).isCloseTo(percent, offset(0.001));
    }
}
