package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command says when it cannot do what it was asked for. */
class SagTest {
    private final Path directory;

    SagTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private CommandLineRun up(String... more) {
        return upOn("0", "0", more);
    }

    private CommandLineRun upOn(String apiPort, String devicePort, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("up", "--data", data().toString(), "--api-port", apiPort, "--device-port", devicePort));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** Starts a world in the data directory. */
    private World world(int devices) throws IOException {
        FleetDefinition fleet = FleetDefinition.demo(devices, FleetDefinition.SEED_DEFAULT);
        return World.start(
                ControllerConfig.in(data()).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
    }

    static Stream<Arguments> wrongFlags() {
        return Stream.of(
                Arguments.of(List.of("up", "--device", "3"), "perhaps --devices or --delays or --device-port"),
                Arguments.of(List.of("up", "--nonsense"), "--nonsense"),
                Arguments.of(List.of("up", "--devices", "-5"), "--devices: -5 (expected: 0 to "),
                Arguments.of(List.of("up", "--devices", "many"), "'many'"),
                Arguments.of(List.of("up", "--delays", "slow"), "'slow'"),
                Arguments.of(List.of("up", "--devices", "3", "--fleet", "f.yaml"), "mutually exclusive"),
                Arguments.of(List.of("up", "--api-port", "65536"), "--api-port: 65536 (expected: 0 to 65535"),
                Arguments.of(List.of("controller", "--device-port", "-1"), "--device-port: -1 (expected: 0 to 65535"),
                Arguments.of(
                        List.of("up", "--api-port", "7777", "--device-port", "7777"),
                        "--device-port: 7777, as --api-port (expected: another one, or 0)"),
                Arguments.of(
                        List.of("up", "--firmware-egress", "1Gbps"),
                        "--firmware-egress: 1Gbps (expected: 1 kbit/s to 100 Gbit/s, as in 500Mbit/s)"),
                Arguments.of(List.of("controller", "--firmware-egress", "0Mbit/s"), "--firmware-egress: 0Mbit/s"),
                Arguments.of(List.of("fleet", "f.yaml", "--devices", "3"), "f.yaml beside --devices or --fleet"),
                Arguments.of(
                        List.of("fleet", "--devices-url", "wss://host/device"), "--devices-url: wss://host/device"),
                Arguments.of(List.of("fleet", "--keys", "no-such-file"), "no-such-file: no such file"),
                Arguments.of(List.of("down", "--timeout", "0"), "--timeout: 0 (expected: 1 to 3600)"),
                Arguments.of(List.of("up", "--fleet", "no-such-file.yaml"), "no-such-file.yaml: no such file"),
                Arguments.of(List.of("nonsense"), "nonsense"),
                Arguments.of(List.of(), "Missing required subcommand"),
                Arguments.of(List.of("api"), "no action (expected: one, as DescribeSmartAccessGateways)"),
                Arguments.of(List.of("api", "DescribeRegions", "--endpoint", "nonsense"), "--endpoint: nonsense"),
                Arguments.of(
                        List.of("status", "--endpoint", "http://127.0.0.1:99999"),
                        "--endpoint: port 99999 (expected: 1 to 65535)"),
                Arguments.of(List.of("status", "--endpoint", "127.0.0.1:0"), "--endpoint: port 0"),
                Arguments.of(List.of("status", "--endpoint", "http://:8640"), "--endpoint: http://:8640"),
                Arguments.of(
                        List.of("status", "--endpoint", "https://127.0.0.1:8640"), "http://HOST:PORT or HOST:PORT"),
                Arguments.of(
                        List.of("api", "--help", "DescribeRegion"),
                        "no action DescribeRegion, perhaps DescribeRegions"),
                Arguments.of(List.of("shell", "--data", "no-such-directory"), "no credentials in"),
                Arguments.of(List.of("api", "DescribeRegions", "--data", "no-such-directory"), "no credentials in"));
    }

    @ParameterizedTest
    @MethodSource("wrongFlags")
    void aWrongCommandLineIsToldInOneLine(List<String> arguments, String part) {
        CommandLineRun.of(arguments.toArray(String[]::new)).assertIsBadUsage(part);
        assertThat(Path.of("sag-data")).doesNotExist();
    }

    @Test
    void aPortInUseIsToldAndLeavesNothingBehind() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            String taking = port + " is in use by another program, take another one or 0";
            upOn(port, "0", "--devices", "3").assertIsBadUsage("--api-port: " + taking);
            upOn("0", port, "--devices", "3").assertIsBadUsage("--device-port: " + taking);
            assertThat(data()).doesNotExist();
            CommandLineRun detached = upOn("0", port, "--devices", "3", "--detach");
            assertThat(detached.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
            assertThat(detached.errors()).singleElement().asString().startsWith("sag: --device-port: " + taking);
            assertThat(data()).doesNotExist();
        }
        try (World other = world(4)) {
            assertThat(other.fleet().size()).isEqualTo(4);
        }
    }

    @Test
    void aDataDirectoryBelowAFileIsTold() throws IOException {
        Files.writeString(data(), "a file");

        up("--devices", "3").assertIsBadUsage(data() + ": not a directory");
        CommandLineRun.of("up", "--data", data().resolve("below").toString()).assertIsBadUsage(data().toString());
        CommandLineRun.of("up", "--data", data().resolve("far/below").toString())
                .assertIsBadUsage(data().toString());
    }

    @Test
    void aDataDirectoryOfANewerReleaseIsToldAndLeftAlone() throws IOException, SQLException {
        world(3).close();
        Map<String, String> histories =
                Map.of("controller.db", "inventory_schema_history", "fleet.db", "fleet_schema_history");
        for (Map.Entry<String, String> history : histories.entrySet()) {
            Path file = data().resolve(history.getKey());
            addToVersion(file, history.getValue(), 9_000);
            up().assertIsBadUsage(history.getKey(), "schema version 90", "written by a later release");
            addToVersion(file, history.getValue(), -9_000);
        }
        world(3).close();
    }

    private static void addToVersion(Path file, String history, int more) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE " + history + " SET version = version + " + more);
        }
    }

    @Test
    void aDataDirectoryInUseIsToldAndItsOwnerUndisturbed() throws IOException {
        try (World owner = world(3)) {
            up().assertIsBadUsage(data().toString(), "in use by another controller or fleet");

            CommandLineRun call = CommandLineRun.of(
                    "api",
                    "DescribeRegions",
                    "--data",
                    data().toString(),
                    "--endpoint",
                    "127.0.0.1:" + owner.controller().apiPort());
            assertThat(call.exitCode()).isZero();
        }
    }

    @Test
    void anotherFleetInTheDataDirectoryIsTold() throws IOException {
        world(3).close();

        up("--devices", "4").assertIsBadUsage("holds the demo fleet of 3 devices", "the demo fleet of 4 devices");
    }

    @Test
    void aDatabaseThatIsNoneIsToldByItsFile() throws IOException {
        for (String name : List.of("fleet.db", "controller.db")) {
            world(3).close();
            Files.writeString(data().resolve(name), "garbage");

            up().assertIsBadUsage(data().resolve(name) + ": cannot be used: no database", "Put back a copy");
            assertThat(data().resolve(name)).hasContent("garbage");
            World.startOver(data());
        }
    }

    @Test
    void credentialsThatAreNoneAreToldByTheirFile() throws IOException {
        world(3).close();
        Path credentials = data().resolve("credentials");
        for (String text :
                List.of("{\"acc", "{\"accessKeyId\":\"\",\"accessKeySecret\":\"s\",\"controlToken\":\"t\"}")) {
            Files.writeString(credentials, text);
            up().assertIsBadUsage(credentials + ": ", "(expected: accessKeyId, accessKeySecret and controlToken");
            CommandLineRun.of("status", "--data", data().toString()).assertIsBadUsage(credentials + ": ");
        }
    }

    @Test
    void aDatabaseThatIsGoneOrEmptyBesideTheOtherOneIsNotBegunAnewInSilence() throws IOException {
        for (String name : List.of("fleet.db", "controller.db")) {
            Path file = data().resolve(name);
            world(3).close();
            Files.delete(file);
            up("--devices", "3").assertIsBadUsage(file + " is missing", "--start-over");
            assertThat(file).doesNotExist();

            Files.createFile(file);
            up("--devices", "3").assertIsBadUsage(file + " is empty", "--start-over");
            assertThat(file).isEmptyFile();
            World.startOver(data());
        }
    }

    @Test
    void whoStartsOverKeepsTheCredentialsAndNothingElse() throws IOException {
        world(3).close();
        byte[] credentials = Files.readAllBytes(data().resolve("credentials"));
        Files.delete(data().resolve("controller.db"));

        World.startOver(data());

        try (World world = world(4)) {
            assertThat(world.fleet().size()).isEqualTo(4);
            assertThat(data().resolve("credentials")).hasBinaryContent(credentials);
            assertThatThrownBy(() -> World.startOver(data())).hasMessageContaining("in use by another controller");
        }
    }

    @Test
    void aBrokenFleetFileIsToldWithThePlaceAndNothingIsStarted() throws IOException {
        Path file = directory.resolve("fleet.yaml");
        Files.writeString(file, "region: cn-shanghai\nnonsense: 1\n");

        up("--fleet", file.toString()).assertIsBadUsage(file + ":2:1");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aCallWithoutAControllerIsToldAsSuch() throws IOException {
        world(3).close();
        int port = CommandLineRun.unusedPort();

        CommandLineRun.of(
                        "api", "DescribeRegions", "--data", data().toString(), "--endpoint", "http://127.0.0.1:" + port)
                .assertFoundNoController(port);
    }

    @Test
    void anErrorOfTheApiIsShownWithWhatWasFoundAndRequired() throws IOException {
        try (World world = world(10)) {
            InstanceBlueprint tooOld = world.blueprint().instances().stream()
                    .filter(instance -> instance.devices().stream()
                            .noneMatch(device -> device.version().acceleratesApplications()))
                    .findFirst()
                    .orElseThrow();

            CommandLineRun call = CommandLineRun.of(
                    "api",
                    "DowngradeSmartAccessGateway",
                    "--data",
                    data().toString(),
                    "--endpoint",
                    "http://127.0.0.1:" + world.controller().apiPort(),
                    "--RegionId",
                    world.blueprint().regionId(),
                    "--SmartAGId",
                    tooOld.id(),
                    "--BandWidthSpec",
                    "4000",
                    "--AutoPay",
                    "true");

            assertThat(call.exitCode()).isEqualTo(1);
            assertThat(call.out()).isEmpty();
            assertThat(call.errors()).hasSize(2);
            assertThat(call.errors().get(0)).contains("\"Code\":\"InvalidBandWidthSpec\"");
            assertThat(call.errors().get(1)).contains("found 4000", "required");
        }
    }
}
