package dev.sagfleet.simulator.cli;

import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code sag} command. */
@Command(
        name = "sag",
        description = "A fleet of simulated Smart Access Gateway devices with the cloud side to go with it.",
        subcommands = {Up.class, StatusCommand.class, DeviceCommand.class, EventsCommand.class, AgentCommand.class},
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
        return commandLine(System.in);
    }

    /** The command with something to read, which sag shell does. */
    static CommandLine commandLine(InputStream input) {
        CommandLine sag = new CommandLine(new Sag());
        // The parameters of the API look like options and are none of ours.
        sag.addSubcommand(Api.commandLine());
        sag.addSubcommand(new ShellCommand(input));
        return sag.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(new UsageReport());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
