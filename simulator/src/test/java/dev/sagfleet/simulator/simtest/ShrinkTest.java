package dev.sagfleet.simulator.simtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fault.FaultKind;
import dev.sagfleet.simulator.fault.FaultRates;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkTest {
    private static SimResult result(SimOptions options, String... violations) {
        return new SimResult(options, List.of(violations), 1, 1, "", new Coverage());
    }

    /** Breaks with crashes, at least three instances and six minutes. */
    private static SimResult broken(SimOptions options) {
        boolean breaks = options.faults().of(FaultKind.CONTROLLER_CRASH) > 0
                && options.instances() >= 3
                && options.minutes() >= 6;
        return breaks ? result(options, "nothing is lost: x") : result(options);
    }

    @Test
    void whatIsNotNeededIsLeftOut() {
        SimResult smallest = Shrink.of(broken(SimOptions.of(17)), ShrinkTest::broken);

        double rate = FaultRates.typical().of(FaultKind.CONTROLLER_CRASH);
        assertThat(smallest.options())
                .usingRecursiveComparison()
                .isEqualTo(new SimOptions(17, 4, 10, FaultRates.NONE.with(FaultKind.CONTROLLER_CRASH, rate)));
        assertThat(smallest.options().command())
                .isEqualTo("./sag simtest --seed 17 --instances 4 --minutes 10 --faults none,controller-crash=0.15"
                        + " --trace");
    }

    @Test
    void aWorldThatBreaksSomethingElseIsNoSmallerOne() {
        SimOptions options = SimOptions.of(1);

        SimResult smallest = Shrink.of(
                result(options, "nothing is lost: x"),
                tried -> tried.equals(options) ? result(tried, "nothing is lost: x") : result(tried, "books: y"));

        assertThat(smallest.options()).isEqualTo(options);
    }
}
