package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.EndpointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on in the background is found by its data directory, and stopped by it. */
class BackgroundTest {
    private final Path data;

    BackgroundTest(@TempDir Path directory) {
        data = directory.resolve("data");
    }

    private CommandLineRun up(int devices) {
        return CommandLineRun.of(
                "up",
                "--devices",
                Integer.toString(devices),
                "--data",
                data.toString(),
                "--api-port",
                "0",
                "--device-port",
                "0",
                "--detach");
    }

    private CommandLineRun down() {
        return CommandLineRun.of("down", "--data", data.toString());
    }

    @Test
    void aDetachedStartReturnsOnceAllAreOnlineAndDownWaitsUntilItIsGone() throws IOException {
        CommandLineRun up = up(3);
        try {
            assertThat(up.exitCode()).as(up.toString()).isZero();
            assertThat(up.out())
                    .contains("devices online: 3 of 3", "stop with ./sag down --data " + data, "log: " + data);
            long pid = EndpointFile.read(data).orElseThrow().process().pid();

            CommandLineRun status = CommandLineRun.of("status", "--data", data.toString());
            assertThat(status.exitCode()).isZero();
            assertThat(status.out()).containsPattern("all +3 +3\n");
            CommandLineRun.of("controller", "--data", data.toString())
                    .assertIsBadUsage("in use by another controller", "process " + pid);
        } finally {
            CommandLineRun down = down();
            assertThat(down.exitCode()).as(down.toString()).isZero();
            assertThat(down.out()).startsWith("stopped the controller, process ");
        }
        assertThat(EndpointFile.read(data)).isEmpty();
        assertThat(Files.readString(data.resolve("up.log")))
                .endsWith("stopped; ./sag up --data " + data + " --api-port 0 --device-port 0 goes on from here\n");
        assertThat(down().exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
    }

    @Test
    void anEmptyOneIsReadyAtOnce() {
        CommandLineRun up = up(0);
        try {
            assertThat(up.exitCode()).as(up.toString()).isZero();
            assertThat(up.out()).contains("./sag agent --data ").doesNotContain("devices online");
            CommandLineRun plans = CommandLineRun.of(
                    "api", "ListApplicationBandwidthPackages", "--data", data.toString(), "--RegionId", "cn-shanghai");
            assertThat(plans.out()).contains("\"TotalCount\":2");
        } finally {
            down();
        }
    }

    @Test
    void whatAKilledProcessLeftBehindIsToldAndRemoved() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.createDirectories(data);
        int port = CommandLineRun.unusedPort();
        Files.writeString(
                data.resolve("endpoint"),
                "{\"endpoint\":\"http://127.0.0.1:" + port + "\",\"devicePort\":1,\"run\":\"r\",\"pid\":" + ended.pid()
                        + ",\"startedMillis\":1}");
        Files.writeString(
                data.resolve("credentials"),
                "{\"accessKeyId\":\"i\",\"accessKeySecret\":\"s\",\"controlToken\":\"t\"}");

        CommandLineRun status = CommandLineRun.of("status", "--data", data.toString());
        assertThat(status.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(status.errors())
                .singleElement()
                .asString()
                .contains("no controller at http://127.0.0.1:" + port, "process " + ended.pid() + ", was killed");

        CommandLineRun down = down();
        assertThat(down.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(down.errors()).singleElement().asString().contains("process " + ended.pid() + ", was killed before");
        assertThat(data.resolve("endpoint")).doesNotExist();
    }

    @Test
    void theCredentialsOfAnotherControllerAreToldAsSuch(@TempDir Path other) throws IOException {
        try (Controller mine = controller(data);
                Controller foreign = controller(other)) {
            assertThat(mine.apiPort()).isNotEqualTo(foreign.apiPort());
            assertThat(CommandLineRun.of("status", "--data", data.toString()).exitCode())
                    .isZero();
            String endpoint = "http://127.0.0.1:" + foreign.apiPort();
            String told = "sag: the credentials in " + data + " belong to another controller than the one at "
                    + endpoint + ": say --data, or --endpoint";

            CommandLineRun status = CommandLineRun.of("status", "--data", data.toString(), "--endpoint", endpoint);
            assertThat(status.exitCode()).isEqualTo(ExitCodes.API_ERROR);
            assertThat(status.errors()).containsExactly(told);

            CommandLineRun api =
                    CommandLineRun.of("api", "DescribeRegions", "--data", data.toString(), "--endpoint", endpoint);
            assertThat(api.exitCode()).isEqualTo(ExitCodes.API_ERROR);
            assertThat(api.errors()).contains(told);
        }
    }

    private static Controller controller(Path directory) throws IOException {
        return Controller.start(ControllerConfig.in(directory).withPorts(0, 0), Optional.empty(), List.of());
    }
}
