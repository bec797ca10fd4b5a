package dev.sagfleet.simulator.text;

import static dev.sagfleet.simulator.text.FigureJson.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.rehearsal.LeftOut;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import java.util.List;

/** What {@code sag rehearse sweep --json} writes; keys are only ever added to it. */
public final class SweepJson {
    private static final String FORMAT = "sagfleet.sweep.v1";

    /**
     * The points of a sweep.
     *
     * @param base without any value changed
     * @param leftOut of which there are no points
     * @param runs of each point
     * @param badImages as they were given; may be none
     * @param command that makes it again
     */
    public static ObjectNode of(
            Script base,
            List<SweepPoint> points,
            List<LeftOut> leftOut,
            int runs,
            List<String> badImages,
            String command) {
        ObjectNode json = NODES.objectNode().put("format", FORMAT).put("command", command);
        json.setAll(FindingsJson.of(base));
        json.put("runs", runs).put("firstSeed", base.seed());
        ArrayNode bad = json.putArray("badImages");
        badImages.forEach(bad::add);
        ArrayNode array = json.putArray("points");
        for (SweepPoint point : points) {
            ObjectNode one = array.addObject();
            ObjectNode values = one.putObject("values");
            point.values().forEach(values::put);
            one.set("upgraded95", FigureJson.of(point.time()));
            one.set("succeeded", FigureJson.of(point.succeeded()));
            one.set("touched", FigureJson.of(point.touched()));
            one.set("halts", FigureJson.of(point.halts()));
            one.set("notCaught", point.missed().<JsonNode>map(FigureJson::of).orElse(NODES.nullNode()));
            one.put("isUnbeaten", point.isUnbeaten());
        }
        ArrayNode without = json.putArray("leftOut");
        for (LeftOut one : leftOut) {
            ObjectNode values = without.addObject().put("why", one.why()).putObject("values");
            one.values().forEach(values::put);
        }
        return json;
    }

    private SweepJson() {}
}
