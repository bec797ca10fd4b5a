package dev.sagfleet.simulator.cli;

import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.relay.SocksUser;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ports a device carries traffic for, and which of it is accelerated. */
final class RelayFlags {
    private static final String PASSWORD = "SAG_SOCKS_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--socks", paramLabel = "PORT", description = "Be a SOCKS5 proxy at this port; 0 picks a free one.")
    private @Nullable Integer socks;

    @Option(
            names = "--socks-user",
            paramLabel = "NAME",
            description = "Who may use the proxy, with the password in " + PASSWORD + " (default: anybody).")
    private @Nullable String socksUser;

    @Option(
            names = "--forward",
            paramLabel = "PORT:HOST:HOSTPORT",
            description = "Carry what comes to this port to that target; may come several times.")
    private List<String> forwards = new ArrayList<>();

    @Option(
            names = "--accelerate",
            paramLabel = "HOST:PORT",
            description = "Accelerate connections to this target, beside those of the plan's rules, while the device is"
                    + " associated: a name, *.example.com, an address or *, and a port or *; may come several times.")
    private List<String> accelerated = new ArrayList<>();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "" + RelayConfig.CONNECTIONS_DEFAULT,
            description = "How many are carried at a time, the others wait (default: ${DEFAULT-VALUE}).")
    private int connections;

    /** @throws ParameterException if a flag is no such thing */
    RelayConfig config(Map<String, String> environment) {
        if (socks != null && (socks < 0 || socks > 65_535)) {
            throw Arguments.wrong(command, "--socks: " + socks, "0 to 65535");
        }
        if (connections < 1) {
            throw Arguments.wrong(command, "--connections: " + connections, ">= 1");
        }
        return Arguments.read(
                command,
                "--connections: ",
                connections,
                max -> new RelayConfig(
                        InetAddress.getLoopbackAddress(),
                        Optional.ofNullable(socks),
                        user(environment.getOrDefault(PASSWORD, "")),
                        forwards.stream()
                                .map(text -> Arguments.read(command, "--forward " + text + ": ", text, Forward::parse))
                                .toList(),
                        accelerated.stream()
                                .map(text -> Arguments.read(
                                        command, "--accelerate " + text + ": ", text, DestinationPattern::parse))
                                .toList(),
                        max));
    }

    private Optional<SocksUser> user(String password) {
        if (socksUser == null) {
            return Optional.empty();
        }
        if (socks == null || password.isEmpty()) {
            throw Arguments.wrong(command, "--socks-user: " + socksUser, "--socks, and a password in " + PASSWORD);
        }
        return Optional.of(Arguments.read(command, "--socks-user: ", socksUser, name -> new SocksUser(name, password)));
    }
}
