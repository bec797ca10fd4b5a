package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single device in a process of its own, beside the process of its controller. */
class AgentProcessTest {
    private static final int EXIT_SECONDS_MAX = 15;
    private static final int TERMINATED = 128 + 15;
    private static final String PASSWORD = "not for every ear";

    private final Path directory;

    AgentProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void itCarriesWhatComesToItsProxyUntilItIsToldToStopAndWritesNoSecret() throws Exception {
        Process up = start("up", "--devices", "1", "--api-port", "0", "--device-port", "0");
        try (BufferedReader upOut = up.inputReader();
                ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = SagProcessTest.endpoint(SagProcessTest.linesTo(upOut, "stop with Ctrl-C"));
            Process agent = start("agent", "--endpoint", endpoint, "--socks", "0", "--socks-user", "alice");
            try (BufferedReader agentOut = agent.inputReader()) {
                List<String> lines = SagProcessTest.linesTo(agentOut, "stop with Ctrl-C");
                assertThat(lines.get(0)).contains("SAG-1000, firmware 2.4.0");

                assertThat(through(proxyPort(lines), target)).isEqualTo("it is here");

                assertThat(agent.toHandle().destroy()).isTrue();
                assertThat(agent.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                assertThat(agent.exitValue()).isEqualTo(TERMINATED);
                lines.addAll(agentOut.lines().toList());
                assertThat(lines).endsWith("stopped");

                Credentials credentials = Credentials.read(data().resolve(Credentials.FILE));
                assertThat(lines + Files.readString(data().resolve("agent.json")) + Files.readString(errors()))
                        .doesNotContain(PASSWORD, credentials.controlToken(), "Exception", "key", "DEBUG");
            } finally {
                agent.destroyForcibly();
            }
        } finally {
            up.destroyForcibly();
        }
    }

    /** What a target says to a client that comes by way of the proxy. */
    private static String through(int proxyPort, ServerSocket target) throws IOException {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("alice", PASSWORD.toCharArray());
            }
        });
        var proxy = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort));
        try (Socket client = new Socket(proxy)) {
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort()));
            try (Socket accepted = target.accept()) {
                accepted.getOutputStream().write("it is here".getBytes(UTF_8));
            }
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        } finally {
            Authenticator.setDefault(null);
        }
    }

    private Process start(String command, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "--data", data().toString()));
        arguments.addAll(List.of(more));
        ProcessBuilder process = new ProcessBuilder(JavaCommand.of(Sag.class, arguments.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()));
        process.environment().put("SAG_SOCKS_PASSWORD", PASSWORD);
        return process.start();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path errors() {
        return directory.resolve("errors");
    }

    private static int proxyPort(List<String> lines) {
        String line = lines.stream()
                .filter(each -> each.startsWith("SOCKS5 proxy at "))
                .findFirst()
                .orElseThrow();
        assertThat(line).endsWith(", with user and password");
        return Integer.parseInt(line.substring(line.indexOf(':') + 1, line.indexOf(',')));
    }
}
