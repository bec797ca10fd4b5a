package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.JavaCommand;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code sag up} in a process of its own, an image that is built there, and a device that is upgraded to it; it does at
 * once what takes other devices their time.
 */
class UpgradeProcessTest {
    private static final int DEVICES = 20;
    private static final String VERSION = "2.9.0";

    private final Path data;

    UpgradeProcessTest(@TempDir Path directory) {
        data = directory.resolve("data");
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private Process up(String transport) throws IOException {
        List<String> command = JavaCommand.of(
                Sag.class,
                "up",
                "--data",
                data.toString(),
                "--api-port",
                "0",
                "--device-port",
                "0",
                "--devices",
                Integer.toString(DEVICES),
                "--delays",
                "none",
                "--transport",
                transport);
        return new ProcessBuilder(command)
                .redirectError(data.resolveSibling("errors").toFile())
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "memory"})
    void anImageIsBuiltAndADeviceUpgradedToIt(String transport) throws IOException {
        String serial = FleetDefinition.demo(DEVICES, 1).blueprint().instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .filter(device -> device.model() == DeviceModel.SAG_1000)
                .findFirst()
                .orElseThrow()
                .serial()
                .text();
        Process process = up(transport);
        try (BufferedReader output = process.inputReader()) {
            SagProcessTest.linesTo(output, "stop with Ctrl-C");

            CommandLineRun built =
                    run("firmware", "build", "--model", "SAG-1000", "--version", VERSION, "--size", "1MiB");
            assertThat(built.exitCode()).as(built.toString()).isZero();
            CommandLineRun upgraded = run("device", serial, "upgrade", VERSION, "--wait");

            assertThat(upgraded.exitCode()).as(upgraded.toString()).isZero();
            assertThat(run("device", serial).out()).contains(VERSION);
        } finally {
            process.destroyForcibly();
        }
    }
}
