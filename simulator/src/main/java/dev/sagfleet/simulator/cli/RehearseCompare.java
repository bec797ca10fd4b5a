package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.text.RunsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = {
            "Rehearses two rollouts with the same fleets and the same draws, seed by seed, and prints by how much the second",
            "differs: what a device meets under one it meets under the other, so that a few runs show what many would not."
        },
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

    @Option(names = "--runs", paramLabel = "N", description = "So many of each (default: ${DEFAULT-VALUE}).")
    private int runs = 50;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RehearseCommand.silence();
        RehearsalRuns.requireCount(spec, runs);
        Script before = flags.script(Optional.ofNullable(one).orElseThrow());
        Script after = flags.script(Optional.ofNullable(other).orElseThrow());
        PrintWriter out = spec.commandLine().getOut();
        List<Outcome> befores = RehearsalRuns.of(before, runs, out);
        List<Outcome> afters = RehearsalRuns.of(after, runs, out);
        out.print(RunsText.of(Difference.ofAll(befores, afters), runs));
        out.flush();
        return ExitCodes.DONE;
    }
}
