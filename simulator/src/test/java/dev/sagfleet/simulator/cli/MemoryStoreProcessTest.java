package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller in memory alone, in a process of its own: it is found as any other one, and leaves nothing. */
class MemoryStoreProcessTest {
    private static final int EXIT_SECONDS_MAX = 15;
    private static final String ANNOUNCED = "nothing is kept: fleet and controller are in memory; in sag-data are the"
            + " credentials, and where the controller is";

    private final Path directory;
    private final Path data;
    private final List<Process> started = new ArrayList<>();

    MemoryStoreProcessTest(@TempDir Path directory) {
        this.directory = directory;
        data = directory.resolve("sag-data");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private BufferedReader start(String... arguments) throws IOException {
        List<String> command = JavaCommand.of(Sag.class, arguments);
        command.addAll(List.of("--store", "memory", "--api-port", "0", "--device-port", "0"));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        started.add(process);
        return process.inputReader();
    }

    /** Asks the last one to end, and returns what it still says. */
    private List<String> terminate(BufferedReader output) throws InterruptedException {
        Process last = started.get(started.size() - 1);
        last.toHandle().destroy();
        assertThat(last.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aWorldInMemoryIsFoundAndCommandedAsAnyOtherAndTheNextOneBeginsAnew() throws IOException, InterruptedException {
        BufferedReader output = start("up", "--devices", "40");
        List<String> lines = SagProcessTest.linesTo(output, "stop with ");
        assertThat(lines).startsWith(ANNOUNCED).anyMatch(line -> line.contains("in memory, nothing is kept"));
        String associate = lines.stream()
                .filter(line -> line.contains("./sag api Associate"))
                .findFirst()
                .orElseThrow();
        String[] words = associate.strip().split(" ");

        assertThat(run("status").out()).containsPattern("all +40 +40\n");
        CommandLineRun associated = run(Arrays.copyOfRange(words, 1, words.length));
        assertThat(associated.exitCode()).as(associated.toString()).isZero();
        String plan = words[Arrays.asList(words).indexOf("--ApplicationBandwidthPackageId") + 1];
        assertThat(run("instances", "--plan", plan).out()).contains(plan);
        assertThat(terminate(output)).containsExactly("stopping", "stopped; nothing is kept");
        assertThat(files()).containsExactly("credentials", "nonces");

        BufferedReader next = start("up", "--devices", "41");
        SagProcessTest.linesTo(next, "stop with ");
        assertThat(run("status").out()).containsPattern("all +41 +41\n");
        assertThat(run("instances", "--plan", plan).out()).doesNotContain(plan);
        terminate(next);
    }

    @Test
    void aControllerInMemoryIsFoundToo() throws IOException, InterruptedException {
        BufferedReader output = start("controller");
        assertThat(SagProcessTest.linesTo(output, "stop with ")).startsWith(ANNOUNCED);

        CommandLineRun status = run("status");

        assertThat(status.exitCode()).as(status.toString()).isZero();
        assertThat(files()).containsExactly("credentials", "endpoint", "nonces");
        assertThat(terminate(output)).containsExactly("stopping", "stopped; nothing is kept");
    }

    @Test
    void whatIsSaidOfWhatIsKeptIsWrongWhereNothingIs() {
        for (String command : List.of("up", "controller")) {
            CommandLineRun.of(command, "--store", "memory", "--data", data.toString())
                    .assertIsBadUsage("--data: with --store memory nothing is kept (expected: one of the two flags)");
        }
        CommandLineRun.of("up", "--start-over", "--store", "memory")
                .assertIsBadUsage("--start-over: with --store memory nothing is kept");
        CommandLineRun.of("up", "--store", "disk", "--data", data.toString())
                .assertIsBadUsage("--store", "disk", "SQLITE", "MEMORY");
        assertThat(data).doesNotExist();
    }
}
