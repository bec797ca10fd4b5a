package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.standalone.AgentFile;
import dev.sagfleet.agent.standalone.StandaloneAgent;
import dev.sagfleet.simulator.text.AgentText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One device that carries real traffic, until it is interrupted. */
@Command(
        name = "agent",
        description = {
            "Runs one device that carries real TCP traffic at the bandwidth that it is given, until it is interrupted.",
            "It registers itself with a running controller, and is the same device the next time.",
            "The password of --socks-user is in SAG_SOCKS_PASSWORD."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AgentCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
    private static final FirmwareVersion FIRMWARE_DEFAULT = FirmwareVersion.APPLICATION_ACCELERATION;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "What it is: SAG-100WM, SAG-1000, SAG-VCPE or APP (default: SAG-1000, or what it was).")
    private @Nullable String model;

    @Option(
            names = "--firmware",
            paramLabel = "VERSION",
            description = "The firmware on it (default: 2.4.0, or what was on it).")
    private @Nullable String firmware;

    @Option(names = "--serial", paramLabel = "SERIAL", description = "Its serial number (default: made up, then kept).")
    private @Nullable String serial;

    @Option(names = "--user", paramLabel = "NAME", description = "The user of an APP (default: its serial number).")
    private @Nullable String user;

    @Mixin
    private RelayFlags relay = new RelayFlags();

    @Mixin
    private Registration registration = new Registration();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "What it remembers (default: agent.json in --data, or agent-SERIAL.json with --serial).")
    private @Nullable Path file;

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Of one device a person wants to know why it is offline; of a fleet it would be too much.
        System.setProperty("org.slf4j.simpleLogger.log." + Agent.class.getName(), "debug");
        PrintWriter out = spec.commandLine().getOut();
        var relayed = relay.config(System.getenv());
        try (var shutdown = new GracefulShutdown();
                AgentFile opened = open()) {
            ControlCall.Reply reply = registration.register(opened.identity(), controller, spec.commandLine());
            if (reply.exitCode() != ExitCodes.DONE) {
                if (reply.exitCode() != ExitCodes.UNREACHABLE) {
                    // Else it would have to be of the refused model the next time too.
                    opened.discardIfNew();
                }
                return reply.exitCode();
            }
            var registered = Registration.Registered.of(reply.answer(), controller.endpoint());
            registration.tellOfOtherBandwidth(registered.instanceId(), controller, spec.commandLine());
            String identity =
                    AgentText.identity(opened.identity(), opened.state().firmware(), registered.instanceId());
            try (StandaloneAgent agent = StandaloneAgent.start(
                    opened,
                    registered.key(),
                    () -> registerAgain(opened.identity()),
                    registered.trusted(),
                    registered.address(),
                    relayed)) {
                out.print(identity);
                out.print(AgentText.ports(agent.socksAddress(), agent.forwardAddresses(), relayed));
                out.println("stop with Ctrl-C");
                out.flush();
                new LiveRates(agent, out).show(shutdown.requested());
                out.println("stopped");
                out.flush();
            }
        }
        return ExitCodes.DONE;
    }

    private DeviceKey registerAgain(DeviceIdentity identity) throws IOException, InterruptedException {
        var registered = registration.again(identity, controller);
        LOG.info("registered again: serial={} instance={}", identity.serial(), registered.instanceId());
        return registered.key();
    }

    /** The device of the file, with what the flags say about it. */
    private AgentFile open() throws IOException {
        Optional<SerialNumber> wanted = read("--serial", serial, SerialNumber::new);
        Optional<DeviceModel> wantedModel = read("--model", model, AgentCommand::labelled);
        Optional<FirmwareVersion> wantedFirmware = read("--firmware", firmware, FirmwareVersion::parse);
        SerialNumber number = wanted.orElseGet(AgentFile::newSerial);
        DeviceModel kind = wantedModel.orElse(DeviceModel.SAG_1000);
        Optional<String> owner = kind == DeviceModel.APP
                ? Optional.of(Optional.ofNullable(user).orElse(number.text()))
                : Optional.ofNullable(user);
        AgentFile opened = AgentFile.open(
                file(wanted),
                new DeviceIdentity(number, kind, owner),
                DeviceState.factory(kind, wantedFirmware.orElse(FIRMWARE_DEFAULT)));
        try {
            DeviceIdentity identity = opened.identity();
            requireSame("--serial", wanted, identity.serial());
            requireSame(
                    "--model",
                    wantedModel.map(DeviceModel::label),
                    identity.model().label());
            requireSame("--user", Optional.ofNullable(user), identity.user().orElse("none"));
            if (wantedFirmware.isPresent()) {
                opened.flash(wantedFirmware.get());
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private Path file(Optional<SerialNumber> wanted) {
        String name = wanted.map(number -> "agent-" + number.text() + ".json").orElse("agent.json");
        return Optional.ofNullable(file).orElseGet(() -> controller.data().resolve(name));
    }

    private static DeviceModel labelled(String label) {
        return DeviceModel.labelled(label)
                .orElseThrow(() ->
                        new IllegalArgumentException(label + " (expected: SAG-100WM, SAG-1000, SAG-VCPE or APP)"));
    }

    private <T> void requireSame(String flag, Optional<T> wanted, T found) {
        if (wanted.isPresent() && !wanted.get().equals(found)) {
            throw new ParameterException(
                    spec.commandLine(),
                    flag + ": " + wanted.get() + " (expected: " + found
                            + ", which the device in the file is). Take another --file for another device.");
        }
    }

    private <T> Optional<T> read(String flag, @Nullable String text, Function<String, T> reading) {
        return Optional.ofNullable(text).map(given -> Arguments.read(spec, flag + ": ", given, reading));
    }
}
