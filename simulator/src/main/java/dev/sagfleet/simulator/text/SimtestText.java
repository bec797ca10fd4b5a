package dev.sagfleet.simulator.text;

import dev.sagfleet.simulator.simtest.Coverage;
import dev.sagfleet.simulator.simtest.SimResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code sag simtest} says. */
public final class SimtestText {
    private static final double NANOS_A_SECOND = 1e9;

    /** How far the worlds have come. */
    public static String progress(long worlds, long of, long events, long nanos) {
        return String.format(
                Locale.ROOT, "%,d of %,d worlds, %,d events, %,.0f a second", worlds, of, events, rate(events, nanos));
    }

    /** What came of all of them. */
    public static String summary(long worlds, long broken, long events, long nanos) {
        return String.format(
                Locale.ROOT,
                "%,d worlds, %,d events in %.1f s (%,.0f a second): %s",
                worlds,
                events,
                nanos / NANOS_A_SECOND,
                rate(events, nanos),
                broken == 0 ? "all invariants hold" : broken + " break an invariant");
    }

    private static double rate(long events, long nanos) {
        return nanos == 0 ? 0 : events * NANOS_A_SECOND / nanos;
    }

    /** What the worlds came across, and what they did not. */
    public static List<String> coverage(Coverage coverage) {
        List<String> lines = new ArrayList<>();
        lines.add("came across:");
        for (Map.Entry<String, Map<String, Long>> group : coverage.counts().entrySet()) {
            lines.add("  " + group.getKey() + ": "
                    + group.getValue().entrySet().stream()
                            .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        List<String> missing = coverage.missing();
        lines.add("never came across: " + (missing.isEmpty() ? "nothing of it" : String.join(", ", missing)));
        return lines;
    }

    /** A world that broke an invariant. */
    public static List<String> broken(SimResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + result.options().seed() + " breaks:");
        result.violations().forEach(violation -> lines.add("  " + violation));
        lines.add("  again:   " + result.options().command());
        return lines;
    }

    /** The smaller world that still breaks it. */
    public static String smaller(SimResult shrunk) {
        return "  smaller: " + shrunk.options().command();
    }

    private SimtestText() {}
}
