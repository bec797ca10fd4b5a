package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupTrainingTest {
    @Test
    void allCommandsOfTheTrainingSucceed() throws IOException {
        assertThat(StartupTraining.run()).isZero();
    }

    static Set<String> subcommands() {
        return Sag.commandLine().getSubcommands().keySet();
    }

    /** What the launcher calls has one subcommand, and looks from outside like the command with all of them. */
    @ParameterizedTest
    @MethodSource("subcommands")
    void aSubcommandByItselfIsTheSameAsAmongTheOthers(String name) {
        String[] arguments = {name, "--help"};

        assertThat(Sag.commandLine(arguments).getSubcommands()).containsOnlyKeys(name);
        assertThat(CommandLineRun.of(Sag.commandLine(arguments), arguments))
                .isEqualTo(CommandLineRun.of(Sag.commandLine(), arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionTakesNoSubcommandAndIsTheSame(String flag) {
        String[] arguments = {flag};

        assertThat(Sag.commandLine(arguments).getSubcommands()).isEmpty();
        assertThat(CommandLineRun.of(Sag.commandLine(arguments), arguments))
                .isEqualTo(CommandLineRun.of(Sag.commandLine(), arguments));
    }

    /** An abbreviation, a misspelling and a question may mean any of them. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "statsu", "--data", "--version status", ""})
    void whatNamesNoSubcommandIsLeftToAllOfThem(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(Sag.commandLine(arguments).getSubcommands().keySet()).isEqualTo(subcommands());
        assertThat(CommandLineRun.of(Sag.commandLine(arguments), arguments))
                .isEqualTo(CommandLineRun.of(Sag.commandLine(), arguments));
    }
}
