package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the rollout that a person means. */
final class RolloutLookup {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "ROLLOUT",
            description = "Which rollout: its name, which is that of the one that has not ended of several, or its id.")
    private String rollout = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    /**
     * Where a rollout is.
     *
     * @param path behind {@code /_sag/}; empty with the exit code if it was said why there is none
     */
    record Found(int exitCode, String path) {}

    /** The one rollout. Names may have any character, also those of paths, so it goes on by its id. */
    Found find(ControllerFlags controller) throws IOException {
        CommandLine commandLine = command.commandLine();
        ListCall.Found found = new ListCall(controller, commandLine, "rollouts")
                .with("name", Optional.of(rollout))
                .find(1);
        if (found.exitCode() != ExitCodes.DONE) {
            return new Found(found.exitCode(), "");
        }
        Optional<JsonNode> meant = found.items().stream().findFirst();
        if (meant.isEmpty()) {
            commandLine
                    .getErr()
                    .println("sag: rollout: " + rollout
                            + " (expected: one that is there; ./sag rollout list shows all)");
            return new Found(ExitCodes.BAD_USAGE, "");
        }
        return new Found(ExitCodes.DONE, "rollouts/" + meant.get().path("id").asText());
    }
}
