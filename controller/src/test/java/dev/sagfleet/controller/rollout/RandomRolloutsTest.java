package dev.sagfleet.controller.rollout;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random fleets, policies, devices and people. Each seed that fails is told. */
class RandomRolloutsTest {
    private static final long SEED = 20_261_128;
    private static final int RUNS = 60;

    @Test
    @DisplayName(
            "R6 to R10, R13, R15 to R17: at each event all is as a recount and every rule say, and all ends at last")
    void everyRuleHoldsAtEachEvent() {
        for (long run = 0; run < RUNS; run++) {
            try {
                new RandomRun(SEED + run).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (SEED + run), e);
            }
        }
    }
}
