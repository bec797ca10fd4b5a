package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            description = "What to measure: commands, connects, api, firmware, heap, virtual, relay, shaping or"
                    + " buckets"
                    + " (default: all, some 30 minutes).")
    private List<String> sections = List.of();

    @Option(names = "--quick", description = "Measure hardly anything, only to see that all of it works.")
    private boolean quick;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Section> wanted = sections.isEmpty() ? EnumSet.allOf(Section.class) : EnumSet.noneOf(Section.class);
        sections.forEach(name -> wanted.add(section(name)));
        BenchmarkRun run = BenchmarkRun.of(
                wanted, quick, Path.of(System.getProperty(JMH_DIRECTORY, "agent/target")), this::tellProgress);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? BenchmarkJson.of(run) + System.lineSeparator() : BenchmarkText.of(run));
        out.flush();
        return ExitCodes.DONE;
    }

    private Section section(String name) {
        for (Section section : Section.values()) {
            if (section.name().equalsIgnoreCase(name)) {
                return section;
            }
        }
        String known = Arrays.stream(Section.values())
                .map(section -> section.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "SECTION: " + name + " (expected: one of " + known + ')');
    }

    /** Not on the output, which may be read by a program. */
    private void tellProgress(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("measuring " + what);
        err.flush();
    }
}
