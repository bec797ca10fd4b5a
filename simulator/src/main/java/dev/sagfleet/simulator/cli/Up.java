package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.DemoFleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFile;
import dev.sagfleet.simulator.text.Summary;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.Transport;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: a controller and a fleet in one process, until it is interrupted. */
@Command(
        name = "up",
        description = "Runs a controller and a fleet in one process, until it is interrupted.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Up implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private @Nullable FleetChoice choice;

    /** Which fleet to run. */
    static final class FleetChoice {
        @Option(
                names = "--devices",
                paramLabel = "N",
                description = "Run the demo fleet with this many devices (default: " + DemoFleet.DEFAULT_DEVICES + ").")
        private @Nullable Integer devices;

        @Option(names = "--fleet", paramLabel = "FILE", description = "Run the fleet of this file (YAML).")
        private @Nullable Path file;
    }

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What ids, keys and versions are drawn from (default: " + FleetDefinition.SEED_DEFAULT + ").")
    private @Nullable Long seed;

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            defaultValue = "tcp",
            description = "What carries the devices' connections: tcp, or memory for more devices than there are"
                    + " sockets (default: ${DEFAULT-VALUE}).")
    private Transport transport = Transport.TCP;

    @Option(
            names = "--delays",
            paramLabel = "WHICH",
            defaultValue = "typical",
            description = "How long devices take over what they do: typical, refined by the delays of the fleet file,"
                    + " or none (default: ${DEFAULT-VALUE}).")
    private DelayChoice delays = DelayChoice.TYPICAL;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sag-data",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("sag-data");

    @Option(
            names = "--start-over",
            description = "First delete the databases in --data and with them the fleet; the credentials stay.")
    private boolean startsOver;

    @Option(
            names = "--api-port",
            paramLabel = "PORT",
            defaultValue = "" + ControllerConfig.API_PORT_DEFAULT,
            description = "Port of the API; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int apiPort;

    @Option(
            names = "--device-port",
            paramLabel = "PORT",
            defaultValue = "" + ControllerConfig.DEVICE_PORT_DEFAULT,
            description = "Port for devices; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int devicePort;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        FleetDefinition demo = FleetDefinition.demo(DemoFleet.DEFAULT_DEVICES, seed());
        Conditions conditions = Conditions.DEFAULT.withTransport(transport).withDelays(delays.table());
        ControllerConfig config = config();
        Optional<AccessKey> root = rootFrom(System.getenv());
        Optional<FleetDefinition> wanted = wanted();
        if (startsOver) {
            World.startOver(data);
        }
        try (var shutdown = new GracefulShutdown()) {
            var progress = new StartupProgress(out, System::nanoTime);
            try (World world = World.start(config, root, wanted, demo, conditions, progress)) {
                if (progress.await(world, shutdown.requested())) {
                    out.print(summary(world).text());
                    out.flush();
                }
                shutdown.requested().await();
                out.println("stopping");
                out.flush();
            }
            out.println("stopped; ./sag up goes on from here");
            out.flush();
        }
        return ExitCodes.DONE;
    }

    private Summary summary(World world) {
        return new Summary(
                world.blueprint(),
                world.controller().apiPort(),
                world.controller().devicePort(),
                data.toString());
    }

    private ControllerConfig config() {
        return Arguments.read(
                spec, data, directory -> ControllerConfig.in(directory).withPorts(apiPort, devicePort));
    }

    /** The fleet that the flags ask for; nothing if they leave it to the data directory. */
    private Optional<FleetDefinition> wanted() throws IOException {
        if (choice != null && choice.file != null) {
            return Optional.of(FleetDefinition.of(choice.file, seed()));
        }
        if (choice != null && choice.devices != null) {
            int devices = choice.devices;
            if (devices < 1 || devices > FleetFile.DEVICES_MAX) {
                throw Arguments.wrong(spec, "--devices: " + devices, "1 to " + FleetFile.DEVICES_MAX);
            }
            return Optional.of(FleetDefinition.demo(devices, seed()));
        }
        return seed == null ? Optional.empty() : Optional.of(FleetDefinition.demo(DemoFleet.DEFAULT_DEVICES, seed()));
    }

    private long seed() {
        return Optional.ofNullable(seed).orElse(FleetDefinition.SEED_DEFAULT);
    }

    private Optional<AccessKey> rootFrom(Map<String, String> environment) {
        String id = environment.getOrDefault("SAG_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("SAG_ACCESS_KEY_SECRET", "");
        if (id.isEmpty() != secret.isEmpty()) {
            throw Arguments.wrong(spec, "SAG_ACCESS_KEY_ID and SAG_ACCESS_KEY_SECRET: one is set", "both or none");
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(new AccessKey(id, secret));
    }
}
