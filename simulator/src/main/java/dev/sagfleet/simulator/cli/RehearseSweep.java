package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import dev.sagfleet.simulator.text.SweepJson;
import dev.sagfleet.simulator.text.SweepText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses a rollout with other values of some of its keys. */
@Command(
        name = "sweep",
        description =
                "Rehearses a rollout with each combination of some values, all with the same draws, and prints how long"
                        + " each takes beside how many devices it touches before it halts. It marks those that no other one beats. With"
                        + " --bad-image the time is that of a good image, and the devices are those of the bad one.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RehearseSweep implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file of the rollout, in YAML or JSON.")
    private @Nullable Path file;

    @Mixin
    private RehearsalFlags flags = new RehearsalFlags();

    @Mixin
    private SweepFlags sweep = new SweepFlags();

    @Mixin
    private BadImageFlags badImages = new BadImageFlags();

    @Mixin
    private ReportFlags report = new ReportFlags();

    @Mixin
    private PageFlag page = new PageFlag();

    @Option(names = "--runs", paramLabel = "N", description = "So many of each (default: ${DEFAULT-VALUE}).")
    private int runs = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RehearseCommand.silence();
        RehearsalRuns.requireCount(spec, runs);
        report.requireWritable();
        page.requireWritable();
        Path rollout = Optional.ofNullable(file).orElseThrow();
        Script base = EligibleDevices.require(rollout, flags.script(rollout));
        Script bad = badImages.in(base);
        SweepFlags.Points wanted = sweep.points(rollout, base);
        Map<Map<String, String>, Script> points = wanted.scripts();
        List<Script> all = new ArrayList<>();
        points.values().forEach(point -> {
            all.addAll(RehearsalRuns.seeded(point, base.seed(), runs));
            if (badImages.areGiven()) {
                all.addAll(RehearsalRuns.seeded(point.with(bad.fleet()), base.seed(), runs));
            }
        });
        PrintWriter out = spec.commandLine().getOut();
        List<Outcome> outcomes;
        try (var progress = new RunsProgress(all.size(), out)) {
            outcomes = RehearsalRuns.of(all, progress);
        }
        List<SweepPoint> found = points(points, outcomes);
        out.print(SweepText.of(found, wanted.leftOut(), runs));
        out.flush();
        report.write(SweepJson.of(base, found, wanted.leftOut(), runs, badImages.lines(), Invocation.of(spec)));
        page.write(bad, found, wanted.leftOut(), runs);
        return ExitCodes.DONE;
    }

    private List<SweepPoint> points(Map<Map<String, String>, Script> points, List<Outcome> outcomes) {
        List<SweepPoint> found = new ArrayList<>();
        int next = 0;
        for (Map<String, String> values : points.keySet()) {
            List<Outcome> good = outcomes.subList(next, next + runs);
            next += badImages.areGiven() ? runs : 0;
            found.add(SweepPoint.of(values, good, outcomes.subList(next, next + runs)));
            next += runs;
        }
        return SweepPoint.compared(found);
    }
}
