package dev.sagfleet.simulator.text;

import static dev.sagfleet.simulator.text.FigureJson.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.controller.rolloutfile.PercentText;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Quantile;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.List;
import java.util.Locale;

/**
 * What {@code sag rehearse --json} writes. Keys are only ever added to it; its {@code format} changes if one is to mean
 * something else.
 */
public final class FindingsJson {
    private static final String FORMAT = "sagfleet.rehearsal.v1";
    private static final List<Integer> PERCENTILES = List.of(10, 50, 90);

    /**
     * All that many rehearsals say, or one.
     *
     * @param command that makes it again
     */
    public static ObjectNode of(Findings findings, String command) {
        List<Outcome> outcomes = findings.outcomes();
        Script script = findings.script();
        ObjectNode json = NODES.objectNode().put("format", FORMAT).put("command", command);
        json.setAll(of(script));
        json.put("runs", outcomes.size()).put("firstSeed", script.seed());
        json.set("precision", precision(findings));
        json.put("verdict", findings.judgements().isEmpty() ? "none" : lower(findings.verdict()));
        json.set("objectives", objectives(findings.judgements()));
        ArrayNode figures = json.putArray("figures");
        Figure.of(outcomes).forEach(figure -> figures.add(of(figure, outcomes)));
        json.set("halts", halts(outcomes));
        json.set("notEnded", FigureJson.of(Findings.open(outcomes)));
        json.set("badImage", badImage(outcomes));
        json.set("seeds", seeds(outcomes, script.seed()));
        return json;
    }

    /** What is rehearsed. */
    static ObjectNode of(Script script) {
        return NODES.objectNode()
                .put("rollout", script.policy().name())
                .put("image", script.policy().image().toString())
                .put("imageBytes", script.imageBytes())
                .put("devices", script.fleet().deviceCount())
                .put("begin", script.begin().toString())
                .put("bound", script.begin().plus(script.bound()).toString());
    }

    private static JsonNode precision(Findings findings) {
        return findings.stop()
                .<JsonNode>map(stop -> NODES.objectNode()
                        .put("asked", PercentText.of(stop.precision().share()))
                        .put("isReached", stop.isPrecise())
                        .put("mostRuns", stop.most()))
                .orElse(NODES.nullNode());
    }

    private static ArrayNode objectives(List<Judgement> judgements) {
        ArrayNode array = NODES.arrayNode();
        for (Judgement judgement : judgements) {
            ObjectNode one = array.addObject()
                    .put("objective", ObjectiveText.of(judgement.objective()))
                    .put("verdict", lower(judgement.verdict()))
                    .put("unit", FigureJson.unit(judgement.objective().measure()))
                    .put("limit", judgement.objective().limit());
            one.setAll(FigureJson.of(judgement.found()));
        }
        return array;
    }

    private static ObjectNode of(Figure figure, List<Outcome> outcomes) {
        long[] drawn = outcomes.stream().mapToLong(figure::of).toArray();
        ObjectNode json = FigureJson.of(figure);
        for (int percentile : PERCENTILES) {
            json.set("p" + percentile, FigureJson.of(Quantile.of(drawn, Fraction.ofPercent(percentile))));
        }
        ArrayNode values = json.putArray("values");
        for (long value : drawn) {
            values.add(FigureJson.bounded(value));
        }
        return json;
    }

    private static ObjectNode halts(List<Outcome> outcomes) {
        ObjectNode json = FigureJson.of(Findings.halts(outcomes));
        ArrayNode byWave = json.putArray("byWave");
        Findings.haltsByWave(outcomes).forEach((wave, share) -> {
            byWave.addObject().put("wave", wave).setAll(FigureJson.of(share));
        });
        return json;
    }

    private static JsonNode badImage(List<Outcome> outcomes) {
        if (outcomes.stream().allMatch(outcome -> outcome.hits().isEmpty())) {
            return NODES.nullNode();
        }
        ObjectNode json = NODES.objectNode();
        json.set("caught", FigureJson.of(Findings.catches(outcomes, Outcome.Catch.CAUGHT)));
        json.set("notCaught", FigureJson.of(Findings.catches(outcomes, Outcome.Catch.MISSED)));
        json.set("notMet", FigureJson.of(Findings.catches(outcomes, Outcome.Catch.NOT_MET)));
        return json;
    }

    private static ArrayNode seeds(List<Outcome> outcomes, long first) {
        ArrayNode array = NODES.arrayNode();
        long seed = first;
        for (Outcome outcome : outcomes) {
            ObjectNode one = array.addObject()
                    .put("seed", seed++)
                    .put("state", lower(outcome.rollout().state()))
                    .put("story", outcome.hash());
            outcome.haltedWave()
                    .ifPresentOrElse(wave -> one.put("haltedInWave", wave), () -> one.putNull("haltedInWave"));
        }
        return array;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private FindingsJson() {}
}
