package dev.sagfleet.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code sag} command. */
@Command(
        name = "sag",
        description = "A fleet of simulated Smart Access Gateway devices with the cloud side to go with it.",
        subcommands = {
            Up.class,
            WaitCommand.class,
            StatusCommand.class,
            DeviceCommand.class,
            DevicesCommand.class,
            InstancesCommand.class,
            PlansCommand.class,
            OrdersCommand.class,
            EventsCommand.class,
            ResetCommand.class,
            AgentCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footerHeading = "Built when it is first called:%n",
        footer = "  benchmark  Measures how fast and how small the fleet is.")
public final class Sag implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine sag = new CommandLine(new Sag());
        // The parameters of the API look like options and are none of ours.
        CommandLine api = new CommandLine(new Api()).setUnmatchedOptionsArePositionalParams(true);
        sag.addSubcommand(api);
        return sag.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(new UsageReport());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
