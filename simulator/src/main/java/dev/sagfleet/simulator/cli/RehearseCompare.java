package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.text.ComparisonJson;
import dev.sagfleet.simulator.text.RunsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses two rollouts with the same draws. */
@Command(
        name = "compare",
        description =
                "Rehearses two rollouts with the same fleets and the same draws, seed by seed, and prints by how much the"
                        + " second differs: what a device meets under one it meets under the other, so that a few runs show what many"
                        + " would not.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RehearseCompare implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "A", description = "The file of a rollout.")
    private @Nullable Path one;

    @Parameters(index = "1", paramLabel = "B", description = "The file of another one.")
    private @Nullable Path other;

    @Mixin
    private RehearsalFlags flags = new RehearsalFlags();

    @Mixin
    private BadImageFlags badImages = new BadImageFlags();

    @Mixin
    private ReportFlags report = new ReportFlags();

    @Mixin
    private PageFlag page = new PageFlag();

    @Option(names = "--runs", paramLabel = "N", description = "So many of each (default: ${DEFAULT-VALUE}).")
    private int runs = 50;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RehearseCommand.silence();
        RehearsalRuns.requireCount(spec, runs);
        report.requireWritable();
        page.requireWritable();
        Path first = Optional.ofNullable(one).orElseThrow();
        Path second = Optional.ofNullable(other).orElseThrow();
        Script before = badImages.in(EligibleDevices.require(first, flags.script(first)));
        Script after = badImages.in(EligibleDevices.require(second, flags.own(second)));
        PrintWriter out = spec.commandLine().getOut();
        List<Script> all = new ArrayList<>(RehearsalRuns.seeded(before, before.seed(), runs));
        all.addAll(RehearsalRuns.seeded(after, after.seed(), runs));
        ReportedRuns ones = page.listen(before);
        ReportedRuns others = page.listen(after);
        List<Outcome> outcomes;
        try (var progress = new RunsProgress(all.size(), out)) {
            outcomes = RehearsalRuns.of(
                    all, number -> number < runs ? ones.apply(number) : others.apply(number - runs), progress);
        }
        List<Outcome> befores = outcomes.subList(0, runs);
        List<Outcome> afters = outcomes.subList(runs, 2 * runs);
        List<Difference> differences = Difference.ofAll(befores, afters);
        out.print(RunsText.of(differences, runs));
        out.flush();
        report.write(ComparisonJson.of(before, after, differences, runs, Invocation.of(spec)));
        page.write(
                ones,
                Findings.of(before, List.of(), befores, Optional.empty()),
                others,
                Findings.of(after, List.of(), afters, Optional.empty()),
                differences);
        return ExitCodes.DONE;
    }
}
