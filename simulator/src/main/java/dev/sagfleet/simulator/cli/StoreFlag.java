package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.StoreKind;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a controller keeps its inventory in. */
final class StoreFlag {
    /** Flags that are about what is kept. */
    private static final List<String> OF_WHAT_IS_KEPT = List.of("--data", "--start-over");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--store",
            paramLabel = "KIND",
            defaultValue = "sqlite",
            description = "What everything is kept in: sqlite, a file in --data; or memory, which keeps nothing for the"
                    + " next start (default: ${DEFAULT-VALUE}).")
    private StoreKind kind = StoreKind.SQLITE;

    StoreKind kind() {
        return kind;
    }

    boolean isKept() {
        return kind != StoreKind.MEMORY;
    }

    /** @throws ParameterException if something is said of what is kept, and nothing is */
    void requireNothingSaidOfWhatIsKept() {
        for (String flag : OF_WHAT_IS_KEPT) {
            if (!isKept() && command.commandLine().getParseResult().hasMatchedOption(flag)) {
                throw new ParameterException(
                        command.commandLine(),
                        flag + ": with --store memory nothing is kept (expected: one of the two flags)");
            }
        }
    }

    /** Says at the start if nothing is kept, and what is written all the same. */
    void announce(Path data) {
        if (!isKept()) {
            command.commandLine()
                    .getOut()
                    .println("nothing is kept: fleet and controller are in memory; in " + data
                            + " are the credentials, and where the controller is");
        }
    }

    /** What is said at the end of how to go on. */
    String ending() {
        return isKept() ? WorkRun.goesOn(command) : "stopped; nothing is kept";
    }
}
