package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that are under way at a controller in the process of the test, rehearsed to their end. */
@Timeout(60)
class RehearseResumeTest {
    private static final String FILE =
            """
            name: to VERSION
            image: VERSION
            waves: [{name: canary, count: 2, approve: true}, {percent: 100}]
            advance: {success: 50%}
            halt: {failures: 50%, least: 1}
            objectives: ["p50 finish <= 1h"]
            """;

    /** Time for the slowest machine; reached in a failing test only. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static Path directory;
    private static World world;

    /** Each test has an image of its own. */
    private String version = "";

    @BeforeAll
    static void start(@TempDir Path empty) throws IOException {
        directory = empty;
        String text =
                """
                instances:
                  - {model: SAG-100WM, count: 6, bandwidth: 50, firmware: 2.4.0}
                delays: {SAG-100WM: {boot: 10ms, connect: 0, verify: 1ms, install: 10ms}}
                """;
        var fleet = new FleetDefinition("test.yaml", text, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(directory.resolve("data")).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT.withBackoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200))));
        done("wait", "--online", "100%");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** So that the rollout of the next test has all devices. */
    @AfterEach
    void cancel() {
        sag("rollout", "cancel", name());
    }

    private static CommandLineRun sag(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of(
                "--endpoint",
                "http://127.0.0.1:" + world.controller().apiPort(),
                "--data",
                directory.resolve("data").toString()));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private static String done(String... arguments) {
        CommandLineRun run = sag(arguments);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).as(run.out()).isZero();
        return run.out();
    }

    private static CommandLineRun rehearse(String rollout, String... flags) {
        List<String> line = new ArrayList<>(List.of("rehearse", rollout, "--resume", "--firmware-faults", "none"));
        line.addAll(List.of(flags));
        return sag(line.toArray(String[]::new));
    }

    private String file(String text) throws IOException {
        String own = text.replace("VERSION", version);
        return Files.writeString(directory.resolve("rollout.yaml"), own).toString();
    }

    private String name() {
        return "to " + version;
    }

    private void create(String image) throws IOException {
        version = image;
        done("firmware", "build", "--model", "SAG-100WM", "--version", version, "--size", "256KiB");
        done("rollout", "create", file(FILE));
    }

    private void begin() {
        done("rollout", "approve", name());
        done("rollout", "start", name());
    }

    private void awaitShown(String text) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        String shown = done("rollout", "show", name(), "--once");
        while (!shown.contains(text)) {
            assertThat(System.nanoTime()).as("%s in %s", text, shown).isLessThan(deadlineNanos);
            shown = done("rollout", "show", name(), "--once");
        }
    }

    @Test
    void theRestOfARolloutIsRehearsedAndTheControllerGoesOnUntouched() throws IOException {
        create("2.5.0");
        rehearse(name()).assertIsBadUsage("rollout to 2.5.0: waiting for approval (expected: one that was started");
        begin();
        awaitShown("2 succeeded");

        String id = done("rollout", "list", "--columns", "id", "--limit", "1")
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        CommandLineRun rest = rehearse(name(), "--explain", id);

        assertThat(rest.errors()).isEmpty();
        assertThat(rest.out())
                .contains("2.5.0 of the catalogue, 262144 bytes")
                .contains("running: wave 1 of 2; 2 of 6 upgraded, 0 failed, 0 silent")
                .contains(id + " wave 2 opened", "finished", "6 succeeded", "touched        6 devices");
        assertThat(rehearse(id, "--runs", "9").out()).contains("holds      p50 finish <= 1h");
        assertThat(done("rollout", "show", name(), "--once")).contains("2 succeeded", "waits for who agrees");
        done("rollout", "cancel", name());
        rehearse(name()).assertIsBadUsage("rollout to 2.5.0: cancelled (expected: one that was started");
    }

    @Test
    void itGoesOnByAnotherFileIfThatMayBe() throws IOException {
        create("2.6.0");
        begin();
        awaitShown("waits for who agrees to go on behind wave 1");
        String slow = file(FILE + "pace: {perMinute: 1, inFlight: 1}\nretries: {transport: 0}\n");

        CommandLineRun slower = rehearse(slow);

        assertThat(slower.out())
                .contains("; goes on by the file\n", "6 succeeded")
                .containsPattern("took +[3-9]m");
        CommandLineRun refused = rehearse(file(FILE.replace("count: 2", "count: 3")));
        assertThat(refused.errors()).singleElement().asString().contains("required those of the start");
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
    }

    @Test
    void whatHasHaltedGoesOnAsIfItsFailuresWereAccepted() throws IOException {
        create("2.7.0");
        List<String> canary = done("rollout", "members", name(), "--wave", "1", "--columns", "serial")
                .lines()
                .skip(1)
                .toList();
        canary.forEach(serial -> done("device", serial, "fault", "check"));
        begin();
        awaitShown("waits for who lets it go on");

        CommandLineRun rest = rehearse(name());

        assertThat(rest.out())
                .contains("halted: wave 1 of 2; 0 of 6 upgraded, ", "; goes on as if its failures were accepted")
                .containsPattern("[45] succeeded");
        // The halt may have come before the second of them met its fault, which would wait for the next test.
        canary.forEach(serial -> done("device", serial, "fault", "none"));
    }
}
