package dev.sagfleet.simulator.text;

import static dev.sagfleet.simulator.text.FigureJson.NODES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.List;

/** What {@code sag rehearse compare --json} writes; keys are only ever added to it. */
public final class ComparisonJson {
    private static final String FORMAT = "sagfleet.comparison.v1";

    /**
     * By how much a rollout differs from another one.
     *
     * @param runs pairs of rehearsals
     * @param command that makes it again
     */
    public static ObjectNode of(Script before, Script after, List<Difference> differences, int runs, String command) {
        ObjectNode json = NODES.objectNode().put("format", FORMAT).put("command", command);
        json.set("a", FindingsJson.of(before));
        json.set("b", FindingsJson.of(after));
        json.put("runs", runs).put("firstSeed", before.seed());
        ArrayNode figures = json.putArray("figures");
        for (Difference difference : differences) {
            ObjectNode one = FigureJson.of(difference.figure())
                    .put("a", FigureJson.bounded(difference.before()))
                    .put("b", FigureJson.bounded(difference.after()));
            one.set("difference", FigureJson.of(difference.median()));
            one.put("verdict", verdict(difference.verdict()));
            figures.add(one);
        }
        return json;
    }

    private static String verdict(Difference.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case DIFFERS -> "different";
            case NOT_SHOWN -> "no difference shown";
        };
    }

    private ComparisonJson() {}
}
