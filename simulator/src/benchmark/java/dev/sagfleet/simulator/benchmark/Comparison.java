package dev.sagfleet.simulator.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Ours beside the baseline, measured in turns in the same run.
 *
 * @param section of the benchmark
 * @param what was measured
 * @param ratio of ours to the baseline, round by round, so that what slows a round down slows both
 */
public record Comparison(
        String section, String what, String unit, Spread ours, Spread baseline, Spread ratio, Mark mark) {
    private static final int WARM_UP_TURNS_MAX = 3;

    /** Measures in turns; some turns before warm both up and do not count. */
    static Comparison inTurns(
            String section, String what, String unit, Mark mark, int rounds, Contender ours, Contender baseline)
            throws InterruptedException {
        for (int turn = 0; turn < Math.min(rounds, WARM_UP_TURNS_MAX); turn++) {
            ours.measure();
            baseline.measure();
        }
        List<Double> our = new ArrayList<>();
        List<Double> base = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                our.add(ours.measure());
                base.add(baseline.measure());
            } else {
                base.add(baseline.measure());
                our.add(ours.measure());
            }
        }
        return of(section, what, unit, mark, our, base);
    }

    /** What was measured in as many rounds of each. */
    static Comparison of(
            String section, String what, String unit, Mark mark, List<Double> ours, List<Double> baseline) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / baseline.get(round));
        }
        return new Comparison(section, what, unit, Spread.of(ours), Spread.of(baseline), Spread.of(ratios), mark);
    }

    public boolean isMet() {
        return mark.isMetBy(ratio.median());
    }
}
