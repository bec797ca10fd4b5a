package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet in a process of its own, and a controller in this one. */
class FleetProcessTest {
    private static final int SECONDS_MAX = 60;
    private static final int POLL_MILLIS = 20;

    private final Path directory;

    FleetProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path data(String name) {
        return directory.resolve(name);
    }

    private static Controller controller(Path data, int apiPort, int devicePort) throws IOException {
        return Controller.start(ControllerConfig.in(data).withPorts(apiPort, devicePort), Optional.empty(), List.of());
    }

    private Process fleet(Path data, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("fleet", "--data", data.toString(), "--delays", "none"));
        words.addAll(List.of(more));
        return new ProcessBuilder(JavaCommand.of(Sag.class, words.toArray(String[]::new)))
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNanos);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void stop(Process process, BufferedReader output) throws IOException, InterruptedException {
        assertThat(process.toHandle().destroy()).isTrue();
        assertThat(output.lines().toList()).last().asString().startsWith("stopped; ./sag fleet ");
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itRegistersOnceComesBackAndRegistersAgainWithAControllerThatHasForgottenIt() throws Exception {
        Path data = data("data");
        Controller first = controller(data, 0, 0);
        int apiPort = first.apiPort();
        int devicePort = first.devicePort();
        try {
            Process run = fleet(data, "--devices", "30");
            try (BufferedReader output = run.inputReader()) {
                List<String> lines = SagProcessTest.linesTo(output, "stop with Ctrl-C");
                assertThat(lines).contains("devices registered: 30 of 30", "devices online: 30 of 30");
                assertThat(first.onlineCount()).isEqualTo(30);
                CommandLineRun.of("fleet", "--data", data.toString())
                        .assertIsBadUsage("in use by another controller or fleet");
                stop(run, output);
            } finally {
                run.destroyForcibly();
            }
            assertThat(data.resolve("fleet-process")).doesNotExist();

            Process again = fleet(data);
            try (BufferedReader output = again.inputReader()) {
                SagProcessTest.linesTo(output, "stop with Ctrl-C");
                assertThat(registered(data)).isEqualTo(30);

                first.close();
                Path emptied = Files.createDirectories(data("emptied"));
                Files.copy(data.resolve(Credentials.FILE), emptied.resolve(Credentials.FILE));
                try (Controller forgetful = controller(emptied, apiPort, devicePort)) {
                    await("all are back", () -> forgetful.onlineCount() == 30);
                }
                stop(again, output);
            } finally {
                again.destroyForcibly();
            }
        } finally {
            first.close();
        }
        assertThat(Files.readString(directory.resolve("errors")))
                .contains("the controller did not know 30 devices any more: they are registered again")
                .doesNotContain("Exception");
    }

    private static long registered(Path data) {
        CommandLineRun status = CommandLineRun.of("status", "--data", data.toString());
        return Long.parseLong(status.out()
                .lines()
                .filter(line -> line.startsWith("all "))
                .findFirst()
                .orElseThrow()
                .split(" +", -1)[1]);
    }

    @Test
    void itTellsTheControllerWhereItsDevicesStand() throws Exception {
        Path data = data("data");
        Path file = Files.writeString(
                directory.resolve("placed.yaml"),
                "instances: [{model: SAG-1000, count: 2, bandwidth: 20, firmware: 2.4.0, ha: warm_backup, sites: 1,"
                        + " regions: north, zones: Asia/Tokyo, batches: B, tags: {ring: a}}]");
        try (Controller controller = controller(data, 0, 0)) {
            Process run = fleet(data, "--fleet", file.toString());
            try (BufferedReader output = run.inputReader()) {
                SagProcessTest.linesTo(output, "stop with Ctrl-C");
                CommandLineRun listed = CommandLineRun.of(
                        "devices", "--tag", "ring=a", "--columns", "site,zone,batch", "--data", data.toString());

                assertThat(listed.out().lines().skip(1).toList())
                        .hasSize(4)
                        .containsOnly("sag-1000-site-0001  Asia/Tokyo  B");
                assertThat(controller.onlineCount()).isEqualTo(4);
                stop(run, output);
            } finally {
                run.destroyForcibly();
            }
        }
    }

    /** Such a controller issues serial numbers and keys its own way. */
    @Test
    void aControllerThatIsNotOursIsServedWithTheKeysThatItIssued() throws Exception {
        try (Controller controller = controller(data("theirs"), 0, 0)) {
            var keys = new StringBuilder("# issued elsewhere\n");
            for (int i = 0; i < 3; i++) {
                JsonNode issued = issue(controller);
                keys.append(issued.path("serial").asText()).append(' ');
                keys.append(issued.path("key").asText()).append('\n');
            }
            Path file = Files.writeString(directory.resolve("keys"), keys);
            String url = "ws://127.0.0.1:" + controller.devicePort() + "/device";
            Process run = fleet(data("ours"), "--devices", "3", "--devices-url", url, "--keys", file.toString());
            try (BufferedReader output = run.inputReader()) {
                SagProcessTest.linesTo(output, "stop with Ctrl-C");
                assertThat(controller.onlineCount()).isEqualTo(3);
                stop(run, output);
            } finally {
                run.destroyForcibly();
            }
            assertThat(registered(data("theirs"))).isEqualTo(3);
        }
    }

    private static JsonNode issue(Controller controller) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + controller.apiPort() + "/_sag/devices"))
                .header("Authorization", "Bearer " + controller.credentials().controlToken())
                .POST(BodyPublishers.ofString("{\"model\":\"SAG-100WM\"}"))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    @Test
    void withoutAControllerItEndsAndLeavesNoProcessFile() throws IOException {
        Path data = data("data");
        controller(data, 0, 0).close();
        int port = CommandLineRun.unusedPort();

        CommandLineRun run = CommandLineRun.of(
                "fleet", "--devices", "3", "--data", data.toString(), "--endpoint", "http://127.0.0.1:" + port);

        assertThat(run.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(run.out()).startsWith("devices registered: 0 of 3");
        assertThat(run.errors())
                .containsExactly("sag: no controller at http://127.0.0.1:" + port + " (start one with ./sag up)");
        assertThat(data.resolve("fleet-process")).doesNotExist();
    }

    @Test
    void theKeysOfAFleetCanBePrintedForAControllerThatIsToKnowThem() {
        CommandLineRun keys = CommandLineRun.of("fleet", "--devices", "12", "--print-keys");

        assertThat(keys.exitCode()).isZero();
        assertThat(keys.out().lines()).hasSize(12).allSatisfy(line -> assertThat(line)
                .matches("[a-z0-9]+ [0-9a-f]{64}( user.*)?"));
        assertThat(Path.of("sag-data")).doesNotExist();
    }
}
