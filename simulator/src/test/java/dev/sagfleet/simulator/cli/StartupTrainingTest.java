package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupTrainingTest {
    @Test
    void allCommandsOfTheTrainingSucceed() throws IOException {
        assertThat(StartupTraining.run()).isZero();
    }

    /** What the launcher calls has one subcommand, and looks from outside like the command with all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "up", "status", "device", "events", "agent"})
    void aSubcommandByItselfIsTheSameAsAmongTheOthers(String name) {
        String[] arguments = {name, "--help"};

        assertThat(Sag.commandLine(arguments).getSubcommands()).containsOnlyKeys(name);
        assertThat(CommandLineRun.of(Sag.commandLine(arguments), arguments))
                .isEqualTo(CommandLineRun.of(Sag.commandLine(), arguments));
    }
}
