package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast and how small the fleet is, beside bare baselines in the same run. */
@Command(
        name = "benchmark",
        description = "Measures how fast and how small the fleet is, beside bare baselines in the same run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchmarkCommand implements Callable<Integer> {
    /** Set by the launcher, which builds the benchmark of the buckets there. */
    private static final String JMH_DIRECTORY = "sag.benchmarks";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "SECTION",
            description = "What to measure: ${COMPLETION-CANDIDATES} (default: all, some 20 minutes).")
    private List<Section> sections = List.of();

    @Option(names = "--quick", description = "Measure hardly anything, only to see that all of it works.")
    private boolean quick;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Section> wanted = sections.isEmpty() ? EnumSet.allOf(Section.class) : EnumSet.copyOf(sections);
        BenchmarkRun run = BenchmarkRun.of(wanted, quick, Path.of(System.getProperty(JMH_DIRECTORY, "agent/target")));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? BenchmarkJson.of(run) + System.lineSeparator() : BenchmarkText.of(run));
        out.flush();
        return ExitCodes.DONE;
    }
}
