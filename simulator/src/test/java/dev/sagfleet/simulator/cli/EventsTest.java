package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Settings;
import dev.sagfleet.simulator.JavaCommand;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sag events} on a running fleet: what it prints while it follows, and how it ends. */
@Timeout(30)
class EventsTest {
    private static final String TIME = "[0-9-]{10} [0-9:]{8}\\.[0-9]{3}  ";

    @AutoClose
    private TwoDevices devices;

    /** The command while it runs: what it prints can be read line by line. */
    private record Following(BufferedReader lines, StringWriter errors, CompletableFuture<Integer> exitCode) {
        int exit() {
            return exitCode.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        devices = TwoDevices.start(directory.resolve("data"));
    }

    private Following follow(String... arguments) throws IOException {
        var printed = new PipedWriter();
        var lines = new BufferedReader(new PipedReader(printed));
        var errors = new StringWriter();
        String[] line = devices.line(arguments);
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

    /** Lets what the controller itself would refuse come through to the devices. */
    private void leaveTheVersionCheckToTheDevices() {
        devices.world()
                .controller()
                .store()
                .write(transaction -> {
                    transaction.settings().save(new Settings(false));
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
        Following ofDevice = follow(
                "events", "--device", TwoDevices.serial(devices.headquarters()), "--kind", "online", "--last", "1");
        assertThat(ofDevice.lines().readLine())
                .matches(TIME + "online      " + TwoDevices.serial(devices.headquarters())
                        + "  SAG-1000, firmware 2.3.9, epoch 1");

        CommandLineRun refused = devices.associate(devices.headquarters());

        assertThat(refused.exitCode()).isEqualTo(1);
        String requestId = refused.errors().get(0).replaceFirst(".*\"RequestId\":\"([^\"]+)\".*", "$1");
        assertThat(events.lines().readLine())
                .matches(TIME + "refused     " + TwoDevices.serial(devices.headquarters())
                        + "  acceleration, revision 1, command " + requestId
                        + ", VERSION_TOO_OLD, found 2\\.3\\.9, required 2\\.4\\.0.*");
        assertThat(events.lines().readLine())
                .matches(TIME + "call        AssociateSmartAGWithApplicationBandwidthPackage"
                        + "  400 UnsupportedFeature\\.ApplicationAccelerate, .*, request " + requestId
                        + ", by "
                        + devices.world().controller().credentials().root().id());
    }

    @Test
    void linesOfJsonArePassedThroughUntilTheControllerStops() throws IOException {
        awaitApplied();
        Following events = follow("events", "--json", "--last", "1", "--device", TwoDevices.serial(devices.branch()));
        assertThat(events.lines().readLine()).contains("\"kind\":\"applied\"");

        assertThat(devices.associate(devices.branch()).exitCode()).isZero();

        assertThat(events.lines().readLine())
                .startsWith("{\"sequence\":")
                .contains("\"kind\":\"sent\",\"serial\":\"" + TwoDevices.serial(devices.branch())
                        + "\",\"command\":\"Associate\"");
        assertThat(events.lines().readLine()).contains("\"kind\":\"applied\"", "\"aspect\":\"acceleration\"");
        devices.close();
        assertThat(events.exit()).isZero();
        assertThat(events.errors().toString().lines()).containsExactly("sag: the controller has stopped");
        assertThat(events.lines().lines()).isEmpty();
    }

    @Test
    void itEndsOnceNobodyReadsWhatItPrints() throws IOException {
        awaitApplied();
        Following events = follow("events", "--last", "2");
        events.lines().close();

        assertThat(devices.associate(devices.branch()).exitCode()).isZero();

        assertThat(events.exit()).isZero();
        assertThat(events.errors().toString()).isEmpty();
    }

    @Test
    void aPipeThatIsClosedEndsItQuietly() throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "{ \"$@\"; echo \"exit $?\" >&2; } | head -n 1", "sh"));
        command.addAll(JavaCommand.of(Sag.class, devices.line("events", "--last", "1")));
        Path errors = devices.data().resolveSibling("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader printed = process.inputReader()) {
            assertThat(printed.readLine()).matches(TIME + ".*");
            while (process.isAlive()) {
                CommandLineRun.of(devices.line("api", "ChangeNothing"));
            }
            assertThat(Files.readAllLines(errors)).containsExactly("exit 0");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theHelpNamesEveryKind() {
        assertThat(CommandLineRun.of("events", "--help").out().replaceAll("\\s+", " "))
                .contains("Kinds: " + EventKind.labels() + '.');
    }

    @Test
    void whatCannotBeFollowedIsBadUsage() {
        devices.sag("events", "--kind", "reboot").assertIsBadUsage("kind: reboot (expected: online, offline, sent, ");
        devices.sag("events", "--device", "a b").assertIsBadUsage("serialNumber: a b (expected: ");
        devices.sag("events", "--device", "nobody").assertIsBadUsage("device: nobody (expected: a known one)");
        devices.sag("events", "--last", "10001").assertIsBadUsage("--last: 10001 (expected: 0 to 10000)");
        devices.sag("events", "--last", "many").assertIsBadUsage("'many'");
    }

    @Test
    void noControllerIsTold() {
        String[] line = devices.line("events");
        int port = devices.world().controller().apiPort();
        devices.close();

        CommandLineRun.of(line).assertFoundNoController(port);
    }
}
