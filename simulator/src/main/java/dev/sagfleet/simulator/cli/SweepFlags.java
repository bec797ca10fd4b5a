package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.document.DocumentProblem;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.rehearsal.LeftOut;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.Variation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag that says what of a rollout is varied. */
final class SweepFlags {
    private static final int POINTS_MAX = 200;
    private static final String FLAG = "--vary ";

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--vary",
            paramLabel = "PATH=VALUES",
            description = "A key of the file and the values that it takes, as waves[0].count=5,20,50 or"
                    + " halt.failures=1%%..5%%:3, of which 3 is the number of values (default: 5); may be given again: then"
                    + " all combinations, 200 at most.")
    private List<String> texts = List.of();

    /**
     * What is rehearsed.
     *
     * @param scripts by the values of each; 1 or more
     * @param leftOut combinations that contradict what the file says
     */
    record Points(Map<Map<String, String>, Script> scripts, List<LeftOut> leftOut) {}

    /**
     * The rollout with each combination of the values that there can be.
     *
     * @param base as the file says it
     */
    Points points(Path rollout, Script base) throws IOException {
        Map<Map<String, String>, Script> points = new LinkedHashMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Map<String, String> values : combinations(rollout, base)) {
            Varied varied = varied(rollout, base, values);
            varied.policy()
                    .ifPresentOrElse(
                            policy -> points.put(values, base.with(policy, bound(base, policy))),
                            () -> leftOut.add(new LeftOut(values, varied.why())));
        }
        if (points.isEmpty()) {
            LeftOut first = leftOut.get(0);
            throw new ParameterException(
                    spec.commandLine(), FLAG + "leaves no point, first " + first.text() + ": " + first.why());
        }
        return new Points(points, leftOut);
    }

    private List<Map<String, String>> combinations(Path rollout, Script base) throws IOException {
        List<Variation> variations = variations();
        for (Variation variation : variations) {
            for (String value : variation.values()) {
                // Each by itself, so that what is refused is named.
                varied(rollout, base, Collections.singletonMap(variation.path(), value));
            }
        }
        List<Map<String, String>> all = List.of(Collections.emptyMap());
        for (Variation variation : variations) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : all) {
                for (String value : variation.values()) {
                    Map<String, String> values = new LinkedHashMap<>(before);
                    values.put(variation.path(), value);
                    longer.add(values);
                }
            }
            all = longer;
        }
        return all;
    }

    private List<Variation> variations() {
        if (texts.isEmpty()) {
            throw Arguments.wrong(spec, "no --vary", Variation.FORM);
        }
        List<Variation> variations = new ArrayList<>();
        long points = 1;
        for (String text : texts) {
            Variation variation = Arguments.read(spec, FLAG, text, Variation::parse);
            if (variations.stream().anyMatch(other -> other.path().equals(variation.path()))) {
                throw Arguments.wrong(spec, FLAG + variation.path() + " twice", "each path once");
            }
            variations.add(variation);
            points = Math.min(Integer.MAX_VALUE, points * variation.values().size());
        }
        if (points > POINTS_MAX) {
            throw Arguments.wrong(spec, FLAG + "makes " + points + " points", "at most " + POINTS_MAX);
        }
        return variations;
    }

    /**
     * The rollout with some values.
     *
     * @param policy absent if they contradict each other, or others of the file
     * @param why that is
     */
    private record Varied(Optional<RolloutPolicy> policy, String why) {}

    private Varied varied(Path rollout, Script base, Map<String, String> values) throws IOException {
        String named = FLAG + text(values) + ": ";
        try {
            String text = RolloutFile.with(rollout, values);
            return new Varied(Optional.of(RolloutFile.parse(rollout.toString(), text, base.begin())), "");
        } catch (DocumentException e) {
            // The line and the column are those of a text that nobody has seen.
            DocumentProblem first = e.problems().get(0);
            if (e.isContradiction()) {
                return new Varied(Optional.empty(), first.found() + " (expected: " + first.expected() + ')');
            }
            throw Arguments.wrong(spec, named + first.found(), first.expected());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), named + e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> values) {
        List<String> all = new ArrayList<>();
        values.forEach((path, value) -> all.add(path + '=' + value));
        return String.join(", ", all);
    }

    /** As much longer or shorter as the end that the file sets, if that is varied. */
    private static Duration bound(Script base, RolloutPolicy policy) {
        Duration before = base.policy().end().map(End::after).orElse(Duration.ZERO);
        Duration after = policy.end().map(End::after).orElse(before);
        return base.policy().end().isPresent() ? base.bound().plus(after).minus(before) : base.bound();
    }
}
