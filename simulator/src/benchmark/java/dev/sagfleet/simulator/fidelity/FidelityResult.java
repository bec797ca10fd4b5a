package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.controller.rollout.RolloutState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Whether a campaign was the same in both worlds, and how far apart the times are.
 *
 * @param devices that were upgraded in either
 * @param steps that all devices together went through over sockets
 * @param kinds of courses that there were
 * @param live how the rollout ended over sockets
 * @param rehearsed how it ended on virtual time
 * @param differences each device whose course or end was another one
 */
public record FidelityResult(
        int devices,
        int steps,
        int kinds,
        RolloutState live,
        RolloutState rehearsed,
        List<Difference> differences,
        List<Calibration> calibrations) {
    public FidelityResult {
        differences = List.copyOf(differences);
        calibrations = List.copyOf(calibrations);
    }

    /** A device, and what it went through in the two worlds. */
    public record Difference(String serial, String live, String rehearsed) {}

    /**
     * What a rehearsal assumes beside what was measured.
     *
     * @param count of what was measured
     */
    public record Calibration(Measure measure, int count, Percentiles assumed, Percentiles measured) {}

    /** Of durations; zero where there were none. */
    public record Percentiles(Duration half, Duration most) {
        static Percentiles of(List<Duration> sorted) {
            return sorted.isEmpty()
                    ? new Percentiles(Duration.ZERO, Duration.ZERO)
                    : new Percentiles(sorted.get((sorted.size() - 1) / 2), sorted.get((sorted.size() - 1) * 9 / 10));
        }
    }

    /** Runs a campaign twice. */
    public static FidelityResult of(SmallCampaign campaign, Consumer<String> progress)
            throws IOException, InterruptedException {
        Observed live = LiveCampaign.run(campaign, progress);
        return of(live, RehearsedCampaign.run(campaign, live.begin()));
    }

    /** Compares what was seen in the two worlds. */
    static FidelityResult of(Observed live, Observed rehearsed) {
        Map<String, String> here = live.courses().texts();
        Map<String, String> there = rehearsed.courses().texts();
        var serials = new TreeSet<>(here.keySet());
        serials.addAll(there.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String serial : serials) {
            String one = here.getOrDefault(serial, "nothing");
            String other = there.getOrDefault(serial, "nothing");
            if (!one.equals(other)) {
                differences.add(new Difference(serial, one, other));
            }
        }
        List<Calibration> calibrations = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            List<Duration> measured = measure.of(live);
            calibrations.add(new Calibration(
                    measure, measured.size(), Percentiles.of(measure.of(rehearsed)), Percentiles.of(measured)));
        }
        return new FidelityResult(
                serials.size(),
                live.courses().steps().values().stream().mapToInt(List::size).sum(),
                (int) here.values().stream().distinct().count(),
                live.end(),
                rehearsed.end(),
                differences,
                calibrations);
    }

    /** Whether all devices and the rollout went through the same in both. */
    public boolean isFaithful() {
        return differences.isEmpty() && live == rehearsed;
    }
}
