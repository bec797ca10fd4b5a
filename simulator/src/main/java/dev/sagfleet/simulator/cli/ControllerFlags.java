package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.controller.server.EndpointFile;
import dev.sagfleet.controller.server.GivenCredentials;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a running controller is and what opens it: the flags of all commands that speak to one. */
final class ControllerFlags {
    private static final int PORT_MAX = 65_535;
    private static final String ENDPOINT_DEFAULT = "http://127.0.0.1:" + ControllerConfig.API_PORT_DEFAULT;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where the controller is, also as HOST:PORT (default: what --data says while it runs, else "
                    + ENDPOINT_DEFAULT + ").")
    private @Nullable String endpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "sag-data",
            description = "Where its credentials are (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("sag-data");

    /** What messages call the flag that says where the controller is. */
    private String flag = "--endpoint";

    /** Looks for the controller there, as another flag says. */
    void at(String otherFlag, String url) {
        flag = otherFlag;
        endpoint = url;
    }

    /** Whether a flag says where the controller is, or where its credentials are. */
    boolean areGiven() {
        return endpoint != null || command.commandLine().getParseResult().hasMatchedOption("--data");
    }

    /**
     * The root of the controller's URLs, with a slash at the end.
     *
     * @throws ParameterException if the flag is neither an http URL nor a host and a port
     */
    URI endpoint() {
        String text = endpoint == null ? kept().map(EndpointFile::endpoint).orElse(ENDPOINT_DEFAULT) : endpoint;
        boolean isUrl = text.contains("://");
        try {
            URI uri = URI.create((isUrl ? "" : "http://") + text + (text.endsWith("/") ? "" : "/"));
            int port = uri.getPort();
            if (port == 0 || port > PORT_MAX) {
                throw Arguments.wrong(command, flag + ": port " + port, "1 to " + PORT_MAX);
            }
            if (uri.getHost() != null && "http".equals(uri.getScheme()) && (isUrl || port > 0)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told as any other text that is neither.
        }
        throw Arguments.wrong(command, flag + ": " + text, "http://HOST:PORT or HOST:PORT");
    }

    /** What the data directory says of its controller. */
    private Optional<EndpointFile> kept() {
        try {
            return EndpointFile.read(data);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), "--data: " + e.getMessage(), e);
        }
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
                    command,
                    "no credentials in " + file,
                    "those of a controller; start one with ./sag up, or say --data");
        }
        return Credentials.read(file);
    }

    /**
     * What opens the control API: the token of the environment, else that of the data directory.
     *
     * @throws ParameterException if there is none
     */
    String controlToken() throws IOException {
        Optional<String> given = Arguments.read(command, System.getenv(), GivenCredentials::controlToken);
        return given.isPresent() ? given.get() : credentials().controlToken();
    }

    /** Why a controller may not have taken the control token, as far as that can be told. */
    String whyTokenRefused() {
        return System.getenv().getOrDefault(GivenCredentials.CONTROL_TOKEN, "").isEmpty()
                ? whyRefused()
                : "the controller at " + shown(endpoint()) + " has another control token than the one in "
                        + GivenCredentials.CONTROL_TOKEN;
    }

    /** Why a controller may not take the credentials of the data directory, as far as that can be told. */
    String whyRefused() {
        String shown = shown(endpoint());
        String run = runAt(endpoint());
        boolean isOther = !run.isEmpty() && !kept().map(EndpointFile::runId).equals(Optional.of(run));
        return isOther
                ? "the credentials in " + data + " belong to another controller than the one at " + shown
                        + ": say --data, or --endpoint"
                : "the controller at " + shown + " does not take the credentials in " + data;
    }

    /** What a controller calls its run; nothing if it does not say. */
    private static String runAt(URI root) {
        try (var http = new Http()) {
            String health = http.send(Http.Request.get(root.resolve("healthz"))).body();
            return new JsonTree().readTree(health).path("run").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private static String shown(URI root) {
        return root.toString().replaceFirst("/$", "");
    }

    /** Tells that no answer came, and returns what to exit with. */
    int unreachable(IOException cause) {
        command.commandLine().getErr().println("sag: " + noAnswer(cause));
        return ExitCodes.UNREACHABLE;
    }

    /** That no answer came, and why. */
    String noAnswer(IOException cause) {
        String shown = shown(endpoint());
        return cause instanceof ConnectException
                ? "no controller at " + shown + remedy()
                : "no answer from " + shown + ": " + cause.getMessage();
    }

    private String remedy() {
        Optional<EndpointFile> killed =
                kept().filter(file -> file.process().find().isEmpty());
        return endpoint == null && killed.isPresent()
                ? ": that of " + data + ", process " + killed.get().process().pid()
                        + ", was killed (start it again; all that was committed is there)"
                : " (start one with ./sag up)";
    }
}
