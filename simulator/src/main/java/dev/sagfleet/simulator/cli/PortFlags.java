package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.ControllerConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a controller listens. */
final class PortFlags {
    private static final int PORT_MAX = 65_535;
    private static final String API = "--api-port";
    private static final String DEVICE = "--device-port";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = API,
            paramLabel = "PORT",
            defaultValue = "" + ControllerConfig.API_PORT_DEFAULT,
            description = "Port of the API; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int apiPort;

    @Option(
            names = DEVICE,
            paramLabel = "PORT",
            defaultValue = "" + ControllerConfig.DEVICE_PORT_DEFAULT,
            description = "Port for devices; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int devicePort;

    /**
     * The configuration of a controller with these ports, which are free. To be asked for before anything is
     * written: a start that fails for a port leaves nothing behind.
     *
     * @throws ParameterException if a port is out of range, in use or not allowed
     */
    ControllerConfig config(Path data) {
        requireRange(API, apiPort);
        requireRange(DEVICE, devicePort);
        if (apiPort != 0 && apiPort == devicePort) {
            throw Arguments.wrong(command, DEVICE + ": " + devicePort + ", as " + API, "another one, or 0");
        }
        ControllerConfig config = ControllerConfig.in(data).withPorts(apiPort, devicePort);
        requireFree(API, config.address(), apiPort);
        requireFree(DEVICE, config.address(), devicePort);
        return config;
    }

    private void requireRange(String flag, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw Arguments.wrong(command, flag + ": " + port, "0 to " + PORT_MAX + "; 0 picks a free one");
        }
    }

    private void requireFree(String flag, String address, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            boolean isTaken = String.valueOf(e.getMessage()).contains("in use");
            throw new ParameterException(
                    command.commandLine(),
                    flag + ": " + port
                            + (isTaken
                                    ? " is in use by another program, take another one or 0"
                                    : " on " + address + ": " + e.getMessage() + ", take another one or 0"),
                    e);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), flag + ": " + port + ": " + e.getMessage(), e);
        }
    }
}
