package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sag events} on a running fleet: what it prints while it follows, and how it ends. */
@Timeout(30)
class EventsTest {
    private static final String FLEET =
            """
            plans:
              - {name: hq, bandwidth: 100}
            instances:
              - {model: SAG-100WM, count: 1, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-1000, count: 1, bandwidth: 200, firmware: 2.3.9}
            """;

    private static final String TIME = "[0-9-]{10} [0-9:]{8}\\.[0-9]{3}  ";

    private Path directory;
    private World world;

    /** The command while it runs: what it prints can be read line by line. */
    private record Following(BufferedReader lines, StringWriter errors, CompletableFuture<Integer> exitCode) {
        int exit() {
            return exitCode.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @BeforeEach
    void start(@TempDir Path root) throws IOException {
        directory = root.resolve("data");
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(directory).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String[] line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        String endpoint = "http://127.0.0.1:" + world.controller().apiPort();
        line.addAll(List.of("--endpoint", endpoint, "--data", directory.toString()));
        return line.toArray(String[]::new);
    }

    private Following follow(String... arguments) throws IOException {
        var printed = new PipedWriter();
        var lines = new BufferedReader(new PipedReader(printed));
        var errors = new StringWriter();
        String[] line = line(arguments);
        var exitCode = CompletableFuture.supplyAsync(() -> {
            try (var out = new PrintWriter(printed)) {
                return Sag.commandLine()
                        .setOut(out)
                        .setErr(new PrintWriter(errors, true))
                        .execute(line);
            }
        });
        return new Following(lines, errors, exitCode);
    }

    private static String serial(InstanceBlueprint instance) {
        return instance.devices().get(0).serial().text();
    }

    private InstanceBlueprint branch() {
        return world.blueprint().instances().get(0);
    }

    private InstanceBlueprint headquarters() {
        return world.blueprint().instances().get(1);
    }

    private CommandLineRun associate(InstanceBlueprint instance) {
        return CommandLineRun.of(line(
                "api",
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "--RegionId",
                world.blueprint().regionId(),
                "--ApplicationBandwidthPackageId",
                world.blueprint().plans().get(0).id(),
                "--AssociateConfigs.1.SmartAGId",
                instance.id(),
                "--AssociateConfigs.1.Bandwidth",
                "10"));
    }

    /** Lets what the controller itself would refuse come through to the devices. */
    private void leaveTheVersionCheckToTheDevices() {
        world.controller()
                .store()
                .write(transaction -> {
                    transaction.save(new Settings(false));
                    return true;
                })
                .toCompletableFuture()
                .join();
    }

    /** Waits until both devices have applied the bandwidth that they begin with. */
    private void awaitApplied() throws IOException {
        Following settled = follow("events", "--kind", "applied", "--last", "9");
        settled.lines().readLine();
        settled.lines().readLine();
        settled.lines().close();
    }

    @Test
    void aRefusalIsPrintedAsItHappensAndTheCallAfterIt() throws IOException {
        awaitApplied();
        leaveTheVersionCheckToTheDevices();
        Following events = follow("events", "--kind", "refused,call", "--last", "9");
        Following ofDevice = follow("events", "--device", serial(headquarters()), "--kind", "online", "--last", "1");
        assertThat(ofDevice.lines().readLine())
                .matches(TIME + "online     " + serial(headquarters()) + "  SAG-1000, firmware 2.3.9, epoch 1");

        CommandLineRun refused = associate(headquarters());

        assertThat(refused.exitCode()).isEqualTo(1);
        String requestId = refused.errors().get(0).replaceFirst(".*\"RequestId\":\"([^\"]+)\".*", "$1");
        assertThat(events.lines().readLine())
                .matches(TIME + "refused    " + serial(headquarters())
                        + "  acceleration, revision 1, command " + requestId
                        + ", VERSION_TOO_OLD, found 2\\.3\\.9, required 2\\.4\\.0.*");
        assertThat(events.lines().readLine())
                .matches(TIME + "call       AssociateSmartAGWithApplicationBandwidthPackage"
                        + "  400 UnsupportedFeature\\.ApplicationAccelerate, .*, request " + requestId);
    }

    @Test
    void linesOfJsonArePassedThroughUntilTheControllerStops() throws IOException {
        awaitApplied();
        Following events = follow("events", "--json", "--last", "1", "--device", serial(branch()));
        assertThat(events.lines().readLine()).contains("\"kind\":\"applied\"");

        assertThat(associate(branch()).exitCode()).isZero();

        assertThat(events.lines().readLine())
                .startsWith("{\"sequence\":")
                .contains("\"kind\":\"sent\",\"serial\":\"" + serial(branch()) + "\",\"command\":\"Associate\"");
        assertThat(events.lines().readLine()).contains("\"kind\":\"applied\"", "\"aspect\":\"acceleration\"");
        world.close();
        assertThat(events.exit()).isZero();
        assertThat(events.errors().toString().lines()).containsExactly("sag: the controller has stopped");
        assertThat(events.lines().lines()).isEmpty();
    }

    @Test
    void itEndsOnceNobodyReadsWhatItPrints() throws IOException {
        awaitApplied();
        Following events = follow("events", "--last", "2");
        events.lines().close();

        assertThat(associate(branch()).exitCode()).isZero();

        assertThat(events.exit()).isZero();
        assertThat(events.errors().toString()).isEmpty();
    }

    @Test
    void aPipeThatIsClosedEndsItQuietly() throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "{ \"$@\"; echo \"exit $?\" >&2; } | head -n 1", "sh"));
        command.addAll(SagProcessTest.command(line("events", "--last", "1")));
        Path errors = directory.resolveSibling("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader printed = process.inputReader()) {
            assertThat(printed.readLine()).matches(TIME + ".*");
            while (process.isAlive()) {
                CommandLineRun.of(line("api", "ChangeNothing"));
            }
            assertThat(Files.readAllLines(errors)).containsExactly("exit 0");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theHelpNamesEveryKind() {
        assertThat(CommandLineRun.of("events", "--help").out()).contains("Kinds: " + EventKind.labels() + '.');
    }

    @Test
    void whatCannotBeFollowedIsBadUsage() {
        assertBadUsage("kind: reboot (expected: online, offline, sent, ", "--kind", "reboot");
        assertBadUsage("serialNumber: a b (expected: ", "--device", "a b");
        assertBadUsage("device: nobody (expected: a known one)", "--device", "nobody");
        assertBadUsage("--last: 10001 (expected: 0 to 10000)", "--last", "10001");
        assertBadUsage("'many'", "--last", "many");
    }

    private void assertBadUsage(String part, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("events"));
        arguments.addAll(List.of(flags));
        CommandLineRun outcome = CommandLineRun.of(line(arguments.toArray(String[]::new)));
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .startsWith("sag: ")
                .contains(part);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void noControllerIsTold() {
        String[] line = line("events");
        world.close();

        CommandLineRun outcome = CommandLineRun.of(line);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.errors()).singleElement().asString().startsWith("sag: no controller at http://127.0.0.1:");
    }
}
