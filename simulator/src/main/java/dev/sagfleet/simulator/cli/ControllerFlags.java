package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a running controller is and what opens it: the flags of all commands that speak to one. */
final class ControllerFlags {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:" + ControllerConfig.API_PORT_DEFAULT,
            description = "Where the controller is (default: ${DEFAULT-VALUE}).")
    private String endpoint = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sag-data",
            description = "Where its credentials are (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("sag-data");

    /**
     * The root of the controller's URLs, with a slash at the end.
     *
     * @throws ParameterException if the flag is no http URL
     */
    URI endpoint() {
        try {
            URI uri = URI.create(endpoint.endsWith("/") ? endpoint : endpoint + '/');
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw Arguments.wrong(command, "--endpoint: " + endpoint, "a URL");
        }
        throw Arguments.wrong(command, "--endpoint: " + endpoint, "an http URL");
    }

    /** Where the controller keeps everything, its credentials too. */
    Path data() {
        return data;
    }

    /** @throws ParameterException if there are none */
    Credentials credentials() throws IOException {
        Path file = data.resolve(Credentials.FILE);
        if (!Files.exists(file)) {
            throw Arguments.wrong(
                    command, "no credentials in " + file, "those of a controller; start one with ./sag up");
        }
        return Credentials.read(file);
    }

    /** Tells that no answer came, and returns what to exit with. */
    int unreachable(IOException cause) {
        command.commandLine().getErr().println("sag: " + noAnswer(cause));
        return ExitCodes.UNREACHABLE;
    }

    /** That no answer came, and why. */
    String noAnswer(IOException cause) {
        return cause instanceof ConnectException
                ? "no controller at " + endpoint + " (start one with ./sag up)"
                : "no answer from " + endpoint + ": " + cause.getMessage();
    }
}
