package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with upgrades, on the command line; nothing of this starts a controller. */
class FirmwareFaultsTest {
    private final Path directory;

    FirmwareFaultsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void whatIsAssumedIsPrinted() {
        assertThat(CommandLineRun.of("firmware", "faults").exitCode()).isZero();
        assertThat(CommandLineRun.of("firmware", "faults").out()).isEqualTo(UpgradeFaultsFile.typicalText());
    }

    @Test
    void aFileThatSaysWhatItMayNotIsRefusedWithThePlace() throws IOException {
        Path file = Files.writeString(directory.resolve("faults.yaml"), "models: {APP: {boot: 2}}\n");

        CommandLineRun run = up(file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors().toString())
                .contains(file + ":1:22: boot: 2 (expected: a probability from 0% to 100%, as 0.5%)");
    }

    @Test
    void aCohortThatTheFleetHasNotIsRefusedAndNothingIsKept() throws IOException {
        Path file = Files.writeString(directory.resolve("faults.yaml"), "batches: {C: {boot: 2%}}\n");

        CommandLineRun run = up(file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors().toString()).contains(file + ":1:11: unknown batch C (expected: a batch of the fleet)");
        assertThat(up(directory.resolve("none.yaml").toString()).exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
    }

    private CommandLineRun up(String faults) {
        return CommandLineRun.of(
                "up",
                "--devices",
                "1",
                "--firmware-faults",
                faults,
                "--data",
                directory.resolve("data").toString(),
                "--api-port",
                "0",
                "--device-port",
                "0");
    }
}
