package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the same report is made from again. */
final class OriginFacts {
    private static final int HASHES_MAX = 400;

    /** In short. */
    static List<Report.Origin> of(Rehearsed rehearsed, String command) {
        Script script = rehearsed.script();
        Instant last = rehearsed.outcomes().stream()
                .map(Outcome::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long first = script.seed();
        List<Report.Origin> origin = new ArrayList<>();
        origin.add(new Report.Origin("command", command, true));
        origin.add(new Report.Origin(
                "seeds", rehearsed.isOne() ? "" + first : first + " to " + (first + rehearsed.runs() - 1), false));
        origin.add(new Report.Origin(
                "dates", TimeAxis.text(script.begin()) + " to " + TimeAxis.text(last) + " UTC, virtual", false));
        origin.add(new Report.Origin(
                rehearsed.isOne() ? "hash of its story" : "hash of their stories", hash(rehearsed.outcomes()), true));
        return origin;
    }

    /** Of one its own, of more that of their lines. */
    private static String hash(List<Outcome> outcomes) {
        return outcomes.size() == 1
                ? outcomes.get(0).hash()
                : Digest.ofText(outcomes.stream().map(Outcome::hash).collect(Collectors.joining("\n")))
                        .hex();
    }

    /** Each seed with the hash of its story. */
    static Section section(Rehearsed rehearsed) {
        int shown = Math.min(HASHES_MAX, rehearsed.runs());
        List<List<String>> rows = IntStream.range(0, shown)
                .mapToObj(run -> List.of(
                        Long.toString(rehearsed.script().seed() + run),
                        rehearsed.outcomes().get(run).hash()))
                .toList();
        return new Section(
                "again",
                "Again",
                "The same files, flags and seeds tell the same stories to the byte on every machine; the hash of a"
                        + " story is the SHA-256 of its lines"
                        + (rehearsed.isOne() ? "." : ", and that of all of them is of these hashes, each on a line."),
                List.of(new Block.Folded(
                        "Hashes by seed", Table.ofText(List.of("seed", "SHA-256 of the story"), rows))));
    }

    private OriginFacts() {}
}
