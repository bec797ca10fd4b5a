package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.link.LinksFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseLinksTest {
    private Path directory;
    private Path rollout;
    private Path fleet;

    @BeforeEach
    void writeFiles(@TempDir Path empty) throws IOException {
        directory = empty;
        rollout = Files.writeString(
                directory.resolve("rollout.yaml"), "{name: tried, image: 2.5.0, waves: [{percent: 100}]}");
        fleet = Files.writeString(
                directory.resolve("fleet.yaml"),
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-1000, count: 12, bandwidth: 200, firmware: 2.4.0}
                """);
    }

    private CommandLineRun rehearse(String... flags) {
        String[] all = new String[flags.length + 8];
        String[] first = {
            "rehearse", rollout.toString(), "--fleet", fleet.toString(), "--firmware-faults", "none", "--away", "none"
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(flags, 0, all, first.length, flags.length);
        return CommandLineRun.of(all);
    }

    private static String story(CommandLineRun run) {
        assertThat(run.exitCode()).as("%s", run.errors()).isEqualTo(ExitCodes.DONE);
        return run.out()
                .lines()
                .filter(line -> line.startsWith("story"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsPrintedCanBeGivenBackAndIsWhatIsTypical() throws IOException {
        CommandLineRun printed = CommandLineRun.of("rehearse", "links");
        Path file = Files.writeString(directory.resolve("links.yaml"), printed.out());

        assertThat(printed.out()).isEqualTo(LinksFile.typicalText());
        assertThat(story(rehearse("--links", file.toString())))
                .isEqualTo(story(rehearse("--links", "typical")))
                .isNotEqualTo(story(rehearse()));
    }

    @Test
    void aNarrowLineOfTheControllerIsWhatAllDownloadsGoOver() {
        assertThat(rehearse("--uplink", "20Mbit/s").out()).contains("egress         20 Mbit/s at most");
    }

    @Test
    void aWrongFileOrLineIsToldBeforeAnythingIsRehearsed() throws IOException {
        Path file = Files.writeString(directory.resolve("links.yaml"), "models:\n  SAG-1000: {delay: 5}\n");

        CommandLineRun wrong = rehearse("--links", file.toString());
        CommandLineRun narrow = rehearse("--uplink", "wide");

        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(String.join(" ", wrong.errors())).contains("links.yaml:2:21");
        assertThat(narrow.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(String.join(" ", narrow.errors())).contains("--uplink: wide");
    }
}
