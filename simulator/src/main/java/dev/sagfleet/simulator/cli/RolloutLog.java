package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what was done to a rollout. */
@Command(
        name = "log",
        description = "Shows which states a rollout came into: when, by whom and why.",
        sortOptions = false)
final class RolloutLog implements Callable<Integer> {
    /** More than people do to one rollout. */
    private static final int LINES_MAX = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Option(names = "--json", description = "Show each as one line of JSON.")
    private boolean json;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        RolloutLookup.Found found = lookup.find(controller);
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        ListCall.Found lines = new ListCall(controller, spec.commandLine(), found.path() + "/log").findAll(LINES_MAX);
        PrintWriter out = spec.commandLine().getOut();
        ZoneId zone = ZoneId.systemDefault();
        for (JsonNode line : lines.items()) {
            out.println(json ? line.toString() : RolloutText.logLine(line, zone));
        }
        out.flush();
        return lines.exitCode();
    }
}
