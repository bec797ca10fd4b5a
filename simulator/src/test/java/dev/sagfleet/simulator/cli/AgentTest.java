package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sag agent} says when it cannot be the device that it was asked to be. */
class AgentTest {
    private static final int BACKLOG = 1;

    private static Path data;

    @AutoClose
    private static World world;

    private final Path directory;

    AgentTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        data = temporary.resolve("data");
        FleetDefinition fleet = FleetDefinition.demo(1, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(data).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
    }

    private CommandLineRun agent(String... more) {
        return agentOf(world.controller().apiPort(), more);
    }

    private CommandLineRun agentOf(int apiPort, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "agent",
                "--data",
                data.toString(),
                "--endpoint",
                "http://127.0.0.1:" + apiPort,
                "--file",
                directory.resolve("agent.json").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--model|SAG-9|--model: SAG-9 (expected: SAG-100WM, SAG-1000, SAG-VCPE or APP)",
                "--firmware|two|--firmware: version: two (expected: ",
                "--serial|a b|--serial: serialNumber: a b (expected: ",
                "--socks|70000|--socks: 70000 (expected: 0 to 65535)",
                "--socks-user|alice|--socks-user: alice (expected: --socks, and a password in SAG_SOCKS_PASSWORD)",
                "--forward|22|--forward 22: forward: 22 (expected: PORT:HOST:HOSTPORT, an IPv6 address in brackets)",
                "--forward|2222:host|--forward 2222:host: forward: 2222:host (expected: PORT:HOST:HOSTPORT, ",
                "--forward|99999:host:22|--forward 99999:host:22: PORT: 99999 (expected: 0 to 65535)",
                "--forward|2222:host:99999|--forward 2222:host:99999: HOSTPORT: 99999 (expected: 1 to 65535)",
                "--forward|2222:host:99999999999|HOSTPORT: 99999999999 (expected: at most 65535)",
                "--forward|2222:*:22|--forward 2222:*:22: HOST: * (expected: one name or IP address, ",
                "--forward|2222:::1:22|--forward 2222:::1:22: HOST: ::1 (expected: one name or IP address, ",
                "--accelerate|example.com|--accelerate example.com: ",
                "--connections|0|--connections: 0 (expected: >= 1)",
            })
    void aFlagThatMakesNoSenseIsNamed(String flag, String value, String message) {
        CommandLineRun run = agent(flag, value);

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors().get(0)).contains(message);
    }

    @Test
    void withoutAControllerItSaysSo() throws IOException {
        int free = CommandLineRun.unusedPort();

        agentOf(free).assertFoundNoController(free);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            CommandLineRun run = agent("--socks", Integer.toString(server.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
            assertThat(run.errors()).hasSize(1);
            assertThat(run.errors().get(0)).startsWith("sag: cannot listen on 127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void aBandwidthThatTheModelCannotHaveIsRefusedByTheController() {
        CommandLineRun run = agent("--model", "SAG-100WM", "--bandwidth", "500");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors()).hasSize(1);
        assertThat(run.errors().get(0)).contains("InvalidBandWidthSpec");
    }

    @Test
    void aBandwidthThatAKnownDeviceDoesNotHaveIsSaidToChangeNothing() throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            // A port in use ends it, after it has become a device.
            String port = Integer.toString(server.getLocalPort());
            assertThat(agent("--bandwidth", "30", "--socks", port).errors()).hasSize(1);

            assertThat(agent("--bandwidth", "30", "--socks", port).errors()).hasSize(1);
            assertThat(agent("--bandwidth", "50", "--socks", port).errors().get(0))
                    .startsWith("sag: --bandwidth: 50 changes nothing, since instance sag-")
                    .contains(" has 30 Mbit/s already (to change that: ./sag api UpgradeSmartAccessGateway --RegionId")
                    .endsWith(" --BandWidthSpec 50 --AutoPay true)");
            assertThat(agent("--bandwidth", "20", "--socks", port).errors().get(0))
                    .contains("DowngradeSmartAccessGateway");
        }
    }

    @Test
    void itSaysWhereItStandsWhenItIsRegistered() throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            // A port in use ends it, after it has become a device.
            String port = Integer.toString(server.getLocalPort());
            agent("--serial", "placed1", "--site", "tower-1", "--tag", "ring=a", "--tag", "lane=left", "--socks", port);
        }

        CommandLineRun shown = CommandLineRun.of("device", "placed1", "--data", data.toString());

        assertThat(shown.out()).contains("tower-1, cn-shanghai, Asia/Shanghai, lane=left, ring=a\n");
        assertThat(agent("--site", "a b").errors().get(0)).contains("site: a b (expected: ");
    }

    @Test
    void aNewDeviceThatWasRefusedMayBecomeAnother() {
        assertThat(agent("--model", "SAG-100WM", "--bandwidth", "500").exitCode())
                .isEqualTo(ExitCodes.BAD_USAGE);

        CommandLineRun run = agent("--model", "SAG-1000", "--bandwidth", "9");

        assertThat(run.errors()).hasSize(1);
        assertThat(run.errors().get(0)).contains("InvalidBandWidthSpec").contains("SAG-1000");
    }

    @Test
    void theDeviceOfAFileDoesNotBecomeAnother() throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            // A port in use ends it, after it has become a device.
            assertThat(agent("--model", "SAG-100WM", "--socks", Integer.toString(server.getLocalPort()))
                            .exitCode())
                    .isEqualTo(ExitCodes.BAD_USAGE);
        }

        CommandLineRun run = agent("--model", "SAG-1000");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors().get(0))
                .startsWith("sag: --model: SAG-1000 (expected: SAG-100WM, which the device in the file is)."
                        + " Take another --file for another device.");
    }
}
