package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.makes.FlowsResult;
import dev.sagfleet.simulator.makes.RateResult;
import dev.sagfleet.simulator.makes.ShapingMarks;
import dev.sagfleet.simulator.text.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How relays kept to their rates, for a person. */
final class ShapingText {
    private static final double BITS_PER_MEGABIT = 1e6;

    static String rates(List<RateResult> results) {
        TextTable table = TextTable.withNumbersFrom(1)
                .add(
                        "shaping",
                        "Mbit/s",
                        "average %",
                        "first s %",
                        "100 ms above, B",
                        "allowed",
                        "any window, B",
                        "CPU %",
                        "pressure %",
                        "");
        for (RateResult result : results) {
            table.add(
                    result.make().label(),
                    megabits(result.rate()),
                    signedPercent(result.deviation()),
                    signedPercent(result.firstSecond()),
                    bytes(result.windowAboveBytes()),
                    String.format(Locale.ROOT, "%,d", result.marks().aboveBytesMax()),
                    bytes(result.sigmaBytes()),
                    percent(result.relayCpu()),
                    pressure(result.pressure()),
                    verdict(result.isMet(), result.pressure()));
        }
        return table.text();
    }

    static String flows(List<FlowsResult> results) {
        TextTable table = TextTable.withNumbersFrom(1)
                .add("flows", "Mbit/s", "apart %", "wait ms", "most", "allowed", "pressure %", "");
        for (FlowsResult result : results) {
            table.add(
                    result.make().label(),
                    megabits(result.rate()),
                    percent(result.difference()),
                    millis(result.waitMedian()),
                    millis(result.waitMost()),
                    millis(result.marks().waitMax()),
                    pressure(result.pressure()),
                    verdict(result.isMet(), result.pressure()));
        }
        return table.text();
    }

    static String changes(List<ChangeResult> results) {
        TextTable table = TextTable.withNumbersFrom(1)
                .add(
                        "changes",
                        "Mbit/s",
                        "ms till it holds",
                        "most",
                        "allowed",
                        "B above then",
                        "allowed",
                        "pressure %",
                        "");
        for (ChangeResult result : results) {
            table.add(
                    "ours, through the API",
                    megabits(result.low()) + " to " + megabits(result.high()),
                    millis(result.median()),
                    millis(result.delays().get(result.delays().size() - 1)),
                    millis(ChangeResult.DELAY_MAX),
                    bytes(result.aboveBytes()),
                    String.format(Locale.ROOT, "%,d", result.aboveBytesMax()),
                    pressure(result.pressure()),
                    verdict(result.isMet(), result.pressure()));
        }
        return table.text();
    }

    /** Where others had the processor, the marks say nothing about the relay. */
    private static String verdict(boolean met, OptionalDouble pressure) {
        if (pressure.orElse(0) > ShapingMarks.PRESSURE_MAX) {
            return met ? "met" : "busy";
        }
        return met ? "met" : "missed";
    }

    private static String megabits(Bandwidth rate) {
        return String.format(Locale.ROOT, "%.0f", rate.bitsPerSecond() / BITS_PER_MEGABIT);
    }

    private static String signedPercent(double share) {
        return String.format(Locale.ROOT, "%+.2f", 100 * share);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String pressure(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "";
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f", bytes);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
    }

    private ShapingText() {}
}
