package dev.sagfleet.simulator.cli;

import java.io.InputStream;
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
            FirmwareCommand.class,
            RolloutCommand.class,
            RehearseCommand.class,
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
     * them than most of them run; with none if only the version is asked for, and with all of them if that is not
     * clear.
     */
    static CommandLine commandLine(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (arguments.length == 1 && (first.equals("--version") || first.equals("-V"))) {
            return withHandlers(new CommandLine(CommandSpec.create()
                    .name("sag")
                    .mixinStandardHelpOptions(true)
                    .versionProvider(new VersionProvider())));
        }
        return subcommand(first)
                .map(called -> withHandlers(new CommandLine(CommandSpec.create().name("sag")).addSubcommand(called)))
                .orElseGet(Sag::commandLine);
    }

    /** By the names that the classes have, which are not asked for them, since that loads them all. */
    private static Optional<CommandLine> subcommand(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "up" -> new CommandLine(Up.class);
                    case "down" -> new CommandLine(DownCommand.class);
                    case "controller" -> new CommandLine(ControllerCommand.class);
                    case "fleet" -> new CommandLine(FleetCommand.class);
                    case "wait" -> new CommandLine(WaitCommand.class);
                    case "status" -> new CommandLine(StatusCommand.class);
                    case "device" -> new CommandLine(DeviceCommand.class);
                    case "devices" -> new CommandLine(DevicesCommand.class);
                    case "instances" -> new CommandLine(InstancesCommand.class);
                    case "plans" -> new CommandLine(PlansCommand.class);
                    case "orders" -> new CommandLine(OrdersCommand.class);
                    case "events" -> new CommandLine(EventsCommand.class);
                    case "reset" -> new CommandLine(ResetCommand.class);
                    case "agent" -> new CommandLine(AgentCommand.class);
                    case "firmware" -> new CommandLine(FirmwareCommand.class);
                    case "rollout" -> new CommandLine(RolloutCommand.class);
                    case "rehearse" -> new CommandLine(RehearseCommand.class);
                    case "simtest" -> new CommandLine(SimtestCommand.class);
                    case "api" -> Api.commandLine();
                    case "shell" -> new CommandLine(new ShellCommand(System.in));
                    default -> null;
                });
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
