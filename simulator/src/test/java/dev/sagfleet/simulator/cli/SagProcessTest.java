package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.Credentials;
import dev.sagfleet.simulator.JavaCommand;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own: how it ends, and what it writes meanwhile. */
class SagProcessTest {
    private static final int EXIT_SECONDS_MAX = 15;
    private static final int TERMINATED = 128 + 15;

    private final Path directory;

    SagProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Process up(String... more) throws IOException {
        List<String> command = JavaCommand.of(
                Sag.class,
                "up",
                "--data",
                directory.resolve("data").toString(),
                "--api-port",
                "0",
                "--device-port",
                "0");
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(errors().toFile()).start();
    }

    private String goesOn() {
        return "stopped; ./sag up --data " + directory.resolve("data")
                + " --api-port 0 --device-port 0 goes on from here";
    }

    private Path errors() {
        return directory.resolve("errors");
    }

    /** Reads lines up to the first that contains this. */
    static List<String> linesTo(BufferedReader output, String part) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.contains(part)) {
                return lines;
            }
        }
        throw new AssertionError("no " + part + " in " + lines);
    }

    /** Asks the process to end, as Ctrl-C does, and returns what it still says. */
    private static List<String> terminate(Process process, BufferedReader output)
            throws IOException, InterruptedException {
        assertThat(process.toHandle().destroy()).isTrue();
        assertThat(process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        return output.lines().toList();
    }

    /** Where the API is, by what a start says. */
    static String endpoint(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("  endpoint "))
                .map(line -> line.substring(line.indexOf("http")).strip())
                .findFirst()
                .orElseThrow();
    }

    private static Http.Answer call(String endpoint, AccessKey key, String action, Map<String, String> parameters)
            throws IOException, InterruptedException {
        return new SignedCall(URI.create(endpoint + '/'), key)
                .send(action, parameters, Instant.now(), UUID.randomUUID().toString());
    }

    @Test
    void itStopsWhenToldAndGoesOnFromThereAndWritesNoSecret() throws IOException, InterruptedException {
        Blueprint blueprint = FleetDefinition.demo(20, 1).blueprint();
        String instance = blueprint.instances().get(0).id();
        Map<String, String> parameters = Map.of("RegionId", blueprint.regionId(), "SmartAGId", instance);
        var written = new StringBuilder();

        Process first = up("--devices", "20");
        try (BufferedReader output = first.inputReader()) {
            List<String> lines = linesTo(output, "stop with Ctrl-C");
            Credentials credentials = Credentials.read(directory.resolve("data").resolve(Credentials.FILE));
            Http.Answer changed = call(
                    endpoint(lines),
                    credentials.root(),
                    "DowngradeSmartAccessGateway",
                    Map.of(
                            "RegionId",
                            blueprint.regionId(),
                            "SmartAGId",
                            instance,
                            "BandWidthSpec",
                            "4",
                            "AutoPay",
                            "true"));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            var wrong = new AccessKey(credentials.root().id(), "wrong");
            assertThat(call(endpoint(lines), wrong, "DescribeRegions", Map.of()).status())
                    .isEqualTo(400);

            List<String> last = terminate(first, output);
            assertThat(last).containsExactly("stopping", goesOn());
            written.append(lines).append(Files.readString(errors()));
        } finally {
            first.destroyForcibly();
        }

        Process second = up();
        try (BufferedReader output = second.inputReader()) {
            List<String> lines = linesTo(output, "stop with Ctrl-C");
            Credentials credentials = Credentials.read(directory.resolve("data").resolve(Credentials.FILE));
            assertThat(lines).contains("devices online: 20 of 20");
            assertThat(call(endpoint(lines), credentials.root(), "DescribeSmartAccessGateways", parameters)
                            .body())
                    .contains("\"MaxBandwidth\":\"4\"");
            terminate(second, output);
            written.append(lines).append(Files.readString(errors()));

            assertThat(written.toString())
                    .doesNotContain(credentials.root().secret(), credentials.controlToken(), "Exception");
            blueprint.instances().stream()
                    .flatMap(each -> each.devices().stream())
                    .forEach(device -> assertThat(written.toString())
                            .doesNotContain(device.key().hex()));
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void itStopsAlsoWhileTheFleetStillConnects() throws IOException, InterruptedException {
        Process process = up("--devices", "3000");
        try (BufferedReader output = process.inputReader()) {
            linesTo(output, "devices online: ");
            // A start is no event, not even the first one, which makes the files.
            assertThat(Files.readString(errors())).doesNotContain("INFO", "WARN ");

            List<String> last = terminate(process, output);
            assertThat(last).endsWith("stopping", goesOn());
            assertThat(Files.readString(errors())).doesNotContain("Exception");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSecondOneIsKeptOutAlsoOnceTheLockFilesOfTheFirstAreDeleted() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        Process first = up("--devices", "3");
        try (BufferedReader output = first.inputReader()) {
            linesTo(output, "stop with Ctrl-C");
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
            Files.delete(data.resolve("fleet.db.lock"));
            Files.delete(data.resolve("controller.db.lock"));
            // Or this would tell of the first one before its locks are asked.
            Files.delete(data.resolve("endpoint"));

            CommandLineRun.of("up", "--data", data.toString(), "--api-port", "0", "--device-port", "0")
                    .assertIsBadUsage(data.resolve("fleet.db") + ": in use by another process");

            assertThat(terminate(first, output)).endsWith(goesOn());
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void aFleetThatNeedsMoreOpenFilesThanAllowedIsToldBeforeAnythingIsStarted()
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 700 && exec \"$@\"", "sh"));
        command.addAll(JavaCommand.of(
                Sag.class,
                "up",
                "--devices",
                "400",
                "--data",
                directory.resolve("data").toString(),
                "--api-port",
                "0"));
        Process process =
                new ProcessBuilder(command).redirectError(errors().toFile()).start();
        try {
            assertThat(process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            List<String> lines = Files.readAllLines(errors());
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0))
                    .startsWith("sag: 400 devices need ")
                    .contains("at most 700", "enough for 1", "ulimit -n 1");
        } finally {
            process.destroyForcibly();
        }
    }
}
