package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.simulator.cli.FleetRegistration.Registered;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.IdentityFile;
import dev.sagfleet.simulator.fleet.IssuedIdentity;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.LoneFleet;
import dev.sagfleet.simulator.world.RegistrationProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A simulated fleet in a process of its own. */
@Command(
        name = "fleet",
        description = {
            "Runs a simulated fleet for a controller in another process, until it is interrupted.",
            "It registers itself with a controller of ours; for another one, say --devices-url.",
            "SAG_CONTROL_TOKEN comes before the credentials in --data."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FleetCommand implements Callable<Integer> {
    private static final int WS_PORT = 80;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The fleet file; without it the fleet that --data has, else the demo fleet.")
    private @Nullable Path file;

    @Mixin
    private FleetFlags fleet = new FleetFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Option(
            names = "--devices-url",
            paramLabel = "URL",
            description = "Connect to ws://HOST:PORT/PATH and register nothing: for a controller that is not ours.")
    private @Nullable String devicesUrl;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "Serial numbers and keys to use: a line SERIAL KEY for each device, in the order of the fleet.")
    private @Nullable Path keys;

    @Option(
            names = "--print-keys",
            description = "Print serial number and key of each device, as --keys takes them, and end.")
    private boolean isPrinting;

    @Mixin
    private DetachFlag detach = new DetachFlag();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<FleetDefinition> wanted = fleet.wanted(file);
        if (isPrinting) {
            return print(wanted.orElse(fleet.otherwise()));
        }
        Optional<UpgradeFaultsFile> faults = fleet.faults();
        Optional<ControllerAddress> given = Optional.ofNullable(devicesUrl).map(this::address);
        Optional<List<IssuedIdentity>> identities =
                keys == null ? Optional.empty() : Optional.of(IdentityFile.read(keys));
        Path data = controller.data();
        DataFlag.requireNoFleet(spec, data);
        Optional<FleetRegistration> registration =
                given.isPresent() ? Optional.empty() : Optional.of(new FleetRegistration(controller));
        if (detach.isAsked()) {
            return detach.start(data);
        }
        try {
            return WorkRun.untilInterrupted(spec, progress -> {
                LoneFleet opened = LoneFleet.open(data, wanted, fleet.otherwise(), identities);
                try {
                    Optional<Registered> registered = given.isPresent()
                            ? Optional.empty()
                            : Optional.of(register(opened, registration.orElseThrow(), progress));
                    FleetProcessFile.write(data);
                    opened.start(
                            registered.map(Registered::address).or(() -> given).orElseThrow(),
                            registered.map(Registered::trusted),
                            Conditions.DEFAULT
                                    .withDelays(fleet.delays().table())
                                    .withFaults(faults));
                    return new FleetWork(
                            opened,
                            registration,
                            data,
                            Optional.ofNullable(devicesUrl)
                                    .orElseGet(() -> controller.endpoint().toString()),
                            detach.howToStop(data),
                            spec.commandLine().getErr());
                } catch (IOException | RuntimeException | InterruptedException e) {
                    opened.close();
                    throw e;
                }
            });
        } catch (RegistrationException e) {
            spec.commandLine().getErr().println("sag: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static Registered register(LoneFleet opened, FleetRegistration registration, RegistrationProgress progress)
            throws InterruptedException {
        int all = opened.blueprint().deviceCount();
        progress.registered(0, all);
        return registration.register(opened.blueprint(), done -> progress.registered(done, all));
    }

    private int print(FleetDefinition definition) throws IOException {
        Blueprint blueprint = definition.blueprint();
        PrintWriter out = spec.commandLine().getOut();
        blueprint.instances().forEach(instance -> instance.devices()
                .forEach(device -> out.print(IdentityFile.line(device))));
        out.flush();
        return ExitCodes.DONE;
    }

    private ControllerAddress address(String text) {
        try {
            URI uri = URI.create(text);
            if ("ws".equals(uri.getScheme()) && uri.getHost() != null) {
                var socket = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? WS_PORT : uri.getPort());
                if (socket.isUnresolved()) {
                    throw Arguments.wrong(spec, "--devices-url: " + text, "a host that has an address");
                }
                String path = String.valueOf(uri.getRawPath());
                String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
                return new ControllerAddress(socket, (path.isEmpty() ? MessageCodec.PATH : path) + query);
            }
        } catch (IllegalArgumentException e) {
            // Told as any other text that is none.
        }
        throw Arguments.wrong(spec, "--devices-url: " + text, "a URL as ws://HOST:PORT/PATH");
    }
}
