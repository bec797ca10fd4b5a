package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.fidelity.FidelityResult;
import java.util.Locale;

/** Whether a campaign was the same in both worlds, for a machine. */
final class FidelityJson {
    static void add(ObjectNode root, FidelityResult result) {
        ObjectNode node = root.putObject("fidelity");
        node.put("faithful", result.isFaithful())
                .put("devices", result.devices())
                .put("steps", result.steps())
                .put("kinds", result.kinds())
                .put("live", result.live().name().toLowerCase(Locale.ROOT))
                .put("rehearsed", result.rehearsed().name().toLowerCase(Locale.ROOT));
        var differences = node.putArray("differences");
        result.differences().forEach(difference -> differences
                .addObject()
                .put("serial", difference.serial())
                .put("live", difference.live())
                .put("rehearsed", difference.rehearsed()));
        var calibrations = node.putArray("calibrations");
        result.calibrations().forEach(row -> {
            ObjectNode one = calibrations
                    .addObject()
                    .put("measure", row.measure().name().toLowerCase(Locale.ROOT))
                    .put("count", row.count());
            add(one.putObject("assumedNanos"), row.assumed());
            add(one.putObject("measuredNanos"), row.measured());
        });
    }

    private static void add(ObjectNode node, FidelityResult.Percentiles percentiles) {
        node.put("p50", percentiles.half().toNanos())
                .put("p90", percentiles.most().toNanos());
    }

    private FidelityJson() {}
}
