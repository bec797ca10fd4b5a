package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fault.FaultKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimtestCommandTest {
    private static final Pattern HASH = Pattern.compile("hash ([0-9a-f]{64})");

    private static CommandLineRun sag(String line) {
        return CommandLineRun.of(Sag.commandLine(), line.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds 0, '--seeds: 0 (expected: 1 to 10000000)'",
        "--seed x, '--seed'",
        "--faults foo=0.1, '--faults: foo (expected: all or one of controller-crash, '",
        "--faults reboot=2, '--faults: reboot=2 (expected: a probability from 0 to 1)'",
        "--instances 0, '--instances: 0 (expected: 1 to 1000)'",
        "--minutes -1, '--minutes: -1 (expected: 1 to 100000)'",
        "--trace, '--trace (expected: with --seed, since it is the story of one world)'"
    })
    void whatIsWrongIsNamed(String flags, String message) {
        sag("simtest " + flags).assertIsBadUsage(message);
    }

    @Test
    void someWorldsAreSummedUp() {
        CommandLineRun run = sag("simtest --seeds 4 --instances 3 --minutes 3 --faults all=0.05");

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .contains("came across:")
                .containsPattern("\n4 worlds, [0-9,]+ events in .* all invariants hold\n");
    }

    @Test
    void oneWorldTellsItsStoryAndTheSameHashWithoutIt() {
        CommandLineRun told = sag("simtest --seed 17 --instances 2 --minutes 2 --trace");
        CommandLineRun silent = sag("simtest --seed 17 --instances 2 --minutes 2");

        assertThat(told.out()).contains(" peace\n");
        assertThat(silent.out()).doesNotContain(" peace\n");
        assertThat(hash(told)).isEqualTo(hash(silent));
    }

    private static String hash(CommandLineRun run) {
        Matcher matcher = HASH.matcher(run.out());
        assertThat(matcher.find()).as(run.out()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theHelpNamesEveryKindOfFault() {
        String help = sag("simtest --help").out().replaceAll("\\s+", " ");

        for (FaultKind kind : FaultKind.values()) {
            assertThat(help).contains(kind.label());
        }
    }
}
