package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.fidelity.FidelityResult;
import dev.sagfleet.simulator.text.TextTable;
import java.time.Duration;
import java.util.Locale;

/** Whether a campaign was the same in both worlds, for a person. */
final class FidelityText {
    private static final int DIFFERENCES_SHOWN = 10;
    private static final double MILLION = 1e6;

    static String of(FidelityResult result) {
        var text = new StringBuilder("\na campaign over sockets, and on virtual time\n");
        TextTable table = TextTable.withNumbersFrom(1)
                .add("ms", "count", "assumed p50", "p90", "measured p50", "p90", "apart p50");
        for (FidelityResult.Calibration row : result.calibrations()) {
            table.add(
                    row.measure().what(),
                    Integer.toString(row.count()),
                    millis(row.assumed().half()),
                    millis(row.assumed().most()),
                    millis(row.measured().half()),
                    millis(row.measured().most()),
                    millis(row.measured().half().minus(row.assumed().half())));
        }
        text.append(table.text());
        result.differences().stream().limit(DIFFERENCES_SHOWN).forEach(difference -> text.append("DIFFERENT  ")
                .append(difference.serial())
                .append("\n  over sockets:     ")
                .append(difference.live())
                .append("\n  on virtual time:  ")
                .append(difference.rehearsed())
                .append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%,d devices, %,d states that they kept, %,d kinds of courses; the rollout: %s and %s%n",
                result.devices(),
                result.steps(),
                result.kinds(),
                result.live(),
                result.rehearsed()));
        text.append(
                result.isFaithful()
                        ? "every device went through the same states in both worlds\n"
                        : String.format(
                                Locale.ROOT,
                                "DIFFERENT: %,d devices%n",
                                result.differences().size()));
        return text.toString();
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f", duration.toNanos() / MILLION);
    }

    private FidelityText() {}
}
