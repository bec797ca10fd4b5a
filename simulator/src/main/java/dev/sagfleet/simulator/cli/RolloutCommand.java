package dev.sagfleet.simulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rollouts: one image for many devices, wave by wave. */
@Command(
        name = "rollout",
        description = {
            "Checks files of rollouts, makes them from those of other systems, and handles the rollouts of a running"
                    + " controller.",
            "A rollout is created, approved and started; it may be paused, edited, resumed, cancelled and tried again."
        },
        subcommands = {
            RolloutCheckCommand.class,
            RolloutImportCommand.class,
            RolloutCreate.class,
            RolloutApprove.class,
            RolloutStart.class,
            RolloutPause.class,
            RolloutResume.class,
            RolloutEdit.class,
            RolloutCancel.class,
            RolloutRetry.class,
            RolloutRollback.class,
            RolloutShow.class,
            RolloutMembers.class,
            RolloutLog.class,
            RolloutList.class,
            RolloutRemove.class
        },
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
        throw new ParameterException(
                spec.commandLine(), "rollout: nothing to do (expected: one of the commands of ./sag rollout --help)");
    }
}
