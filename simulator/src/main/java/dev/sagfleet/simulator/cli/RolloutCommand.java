package dev.sagfleet.simulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rollouts: one image for many devices, wave by wave. */
@Command(
        name = "rollout",
        description = "Checks files of rollouts, and makes them from those of other systems. No controller has to run.",
        subcommands = {RolloutCheckCommand.class, RolloutImportCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class RolloutCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "rollout: nothing to do (expected: check or import)");
    }
}
