package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.simulator.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout to a fleet in a process of its own, which is killed on the way. */
class RolloutProcessTest {
    private static final int DEVICES = 24;
    private static final int KILLS = 2;
    private static final String NAME = "to 2.9.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final Path file;

    RolloutProcessTest(@TempDir Path directory) throws IOException {
        data = directory.resolve("data");
        file = Files.writeString(
                directory.resolve("rollout.yaml"),
                """
                name: to 2.9.0
                image: 2.9.0
                targets: {models: [SAG-100WM, SAG-1000]}
                waves: [{count: 4}, {percent: 50}, {percent: 100}]
                pace: {perMinute: 100000}
                """);
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private String done(String... arguments) {
        CommandLineRun run = run(arguments);
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run.out();
    }

    private Process up() throws IOException {
        List<String> command = JavaCommand.of(
                Sag.class,
                "up",
                "--delays",
                "none",
                "--data",
                data.toString(),
                "--api-port",
                "0",
                "--device-port",
                "0",
                "--devices",
                Integer.toString(DEVICES));
        Process process = new ProcessBuilder(command)
                .redirectError(data.resolveSibling("errors").toFile())
                .start();
        BufferedReader output = process.inputReader();
        SagProcessTest.linesTo(output, "stop with Ctrl-C");
        return process;
    }

    private JsonNode counts() throws IOException {
        return JSON.readTree(done("rollout", "show", NAME, "--json")).path("counts");
    }

    @Test
    @DisplayName("R13: killed on the way, it goes on, nobody is upgraded twice and nobody forgotten")
    void aRolloutThatIsKilledOnTheWayGoesOn() throws IOException {
        Process process = up();
        try {
            done("firmware", "build", "--model", "SAG-100WM,SAG-1000", "--version", "2.9.0", "--size", "1MiB");
            done("rollout", "create", file.toString());
            done("rollout", "approve", NAME);
            done("rollout", "start", NAME);
            for (int kill = 1; kill <= KILLS; kill++) {
                int reached = counts().path("succeeded").asInt();
                while (counts().path("succeeded").asInt() == reached
                        && counts().path("waiting").asInt() > 0) {
                    assertThat(process.isAlive()).isTrue();
                }
                process.destroyForcibly().onExit().join();
                process = up();
            }

            CommandLineRun finished = run("rollout", "show", NAME, "--wait");
            assertThat(finished.exitCode()).as(finished.toString()).isZero();
            JsonNode rollout = JSON.readTree(done("rollout", "show", NAME, "--json"));
            int members = rollout.path("membership").path("found").asInt();
            assertThat(rollout.path("counts").path("succeeded").asInt()).isEqualTo(members);
            assertThat(done("devices", "--firmware", "=2.9.0", "--json").lines())
                    .hasSize(members);
            for (String line :
                    done("rollout", "members", NAME, "--json").lines().toList()) {
                String serial = JSON.readTree(line).path("serial").asText();
                assertThat(done("events", "--device", serial, "--kind", "upgrade", "--no-follow", "--json")
                                .lines()
                                .filter(event -> event.contains("committed")))
                        .as(serial)
                        .hasSizeLessThanOrEqualTo(1);
            }
            assertThat(done("rollout", "log", NAME).lines().filter(line -> line.contains("  finished  ")))
                    .hasSize(1);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
