package dev.sagfleet.simulator.cli;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
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
            DownCommand.class,
            ControllerCommand.class,
            FleetCommand.class,
            WaitCommand.class,
            StatusCommand.class,
            DeviceCommand.class,
            DevicesCommand.class,
            InstancesCommand.class,
            PlansCommand.class,
            OrdersCommand.class,
            EventsCommand.class,
            ResetCommand.class,
            AgentCommand.class,
            SimtestCommand.class
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
        StandardError.detach();
        System.exit(commandLine(arguments).execute(arguments));
    }

    static CommandLine commandLine() {
        return commandLine(System.in);
    }

    /** The command with something to read, which sag shell does. */
    static CommandLine commandLine(InputStream input) {
        return withHandlers(
                new CommandLine(new Sag()).addSubcommand(Api.commandLine()).addSubcommand(new ShellCommand(input)));
    }

    /**
     * The command with no other subcommand than the one that is called, since it takes longer to look at all of
     * them than most of them run; with all of them if that is not clear.
     */
    static CommandLine commandLine(String[] arguments) {
        return Arrays.stream(arguments)
                .findFirst()
                .flatMap(Sag::subcommand)
                .map(called -> withHandlers(new CommandLine(CommandSpec.create().name("sag")).addSubcommand(called)))
                .orElseGet(Sag::commandLine);
    }

    private static Optional<CommandLine> subcommand(String name) {
        return switch (name) {
            case "api" -> Optional.of(Api.commandLine());
            case "shell" -> Optional.of(new CommandLine(new ShellCommand(System.in)));
            default ->
                Arrays.stream(Sag.class.getAnnotation(Command.class).subcommands())
                        .filter(type -> type.getAnnotation(Command.class).name().equals(name))
                        .findFirst()
                        .map(CommandLine::new);
        };
    }

    private static CommandLine withHandlers(CommandLine sag) {
        return sag.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(new UsageReport());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
