package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
    private static final Pattern STORY = Pattern.compile("story +([0-9,]+) lines, hash ([0-9a-f]{64})");

    private Path directory;
    private Path rollout;
    private Path fleet;

    @BeforeEach
    void writeFiles(@TempDir Path empty) throws IOException {
        directory = empty;
        rollout = Files.writeString(
                directory.resolve("rollout.yaml"),
                """
                name: tried first
                image: 2.5.0
                waves: [{name: canary, count: 3, soak: 1h, approve: true}, {percent: 100}]
                advance: {success: 90%}
                halt: {failures: 10%, least: 1}
                objectives: ["p50 finish <= 2h", "p50 failed <= 1"]
                """);
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
        String[] all = new String[flags.length + 4];
        System.arraycopy(new String[] {"rehearse", rollout.toString(), "--fleet", fleet.toString()}, 0, all, 0, 4);
        System.arraycopy(flags, 0, all, 4, flags.length);
        return CommandLineRun.of(all);
    }

    private static Matcher story(CommandLineRun run) {
        Matcher matcher = STORY.matcher(run.out());
        assertThat(matcher.find()).as(run.out()).isTrue();
        return matcher;
    }

    @Test
    void oneRehearsalShowsWavesTimesAndTheHashOfItsStory() throws IOException {
        Path events = directory.resolve("events.gz");
        CommandLineRun run = rehearse("--firmware-faults", "none", "--away", "none", "--events", events.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .contains("finished", "12 succeeded", "95 % upgraded  after 1h", "touched        12 devices");
        Matcher story = story(run);
        assertThat(story(rehearse("--firmware-faults", "none", "--away", "none"))
                        .group(2))
                .isEqualTo(story.group(2));
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(events)))) {
            String text = new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(Integer.parseInt(story.group(1).replace(",", "")));
        }
    }

    @Test
    void aFleetIsAsLargeAsItIsToBe() {
        CommandLineRun run = rehearse("--devices", "30", "--firmware-faults", "none", "--away", "none");

        assertThat(run.out()).contains("30 succeeded");
    }

    @Test
    void oneDeviceTellsItsStory() throws IOException {
        CommandLineRun run = rehearse("--explain", "ro-1");

        assertThat(run.out()).contains("ro-1 wave 1 opened").contains("ro-1 wave 1 waits for approval");
    }

    @Test
    void manyJudgeTheObjectivesAndSayWhichFails() {
        CommandLineRun holds = rehearse("--runs", "9", "--firmware-faults", "none", "--away", "none");
        assertThat(holds.out())
                .contains("9 runs", "never halts", "holds      p50 finish <= 2h", "holds      p50 failed <= 1");
        assertThat(holds.exitCode()).isEqualTo(ExitCodes.DONE);

        CommandLineRun undecided = rehearse("--runs", "2", "--firmware-faults", "none", "--away", "none");
        assertThat(undecided.out())
                .startsWith("2 runs ")
                .containsPattern("\nundecided  p50 finish <= 2h: .*; with fewer than 6 runs it cannot hold\n");
        assertThat(undecided.exitCode()).isEqualTo(ExitCodes.INVALID_RUN);
    }

    @Test
    void aBadImageMissesTheObjective() throws IOException {
        Path faults = Files.writeString(directory.resolve("bad.yaml"), "models: {SAG-1000: {check: 100%}}\n");

        CommandLineRun run = rehearse("--runs", "9", "--firmware-faults", faults.toString(), "--away", "none");

        assertThat(run.out()).contains("halts in wave 1: 100.0 %", "fails      p50 finish <= 2h");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void ofTwoPoliciesTheLaterOneIsSaidToBeWorse() throws IOException {
        Path slower = Files.writeString(
                directory.resolve("slower.yaml"), Files.readString(rollout).replace("soak: 1h", "soak: 2h"));

        CommandLineRun run = CommandLineRun.of(
                "rehearse",
                "compare",
                rollout.toString(),
                slower.toString(),
                "--fleet",
                fleet.toString(),
                "--runs",
                "6");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out()).containsPattern("50 % upgraded .* 1h .* worse\n");
        assertThat(run.out()).containsPattern("failed .* no difference shown\n").doesNotContain("fewer than");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);

        String[] few = {
            "rehearse", "compare", rollout.toString(), slower.toString(), "--fleet", fleet.toString(), "--runs", "5"
        };
        assertThat(CommandLineRun.of(few).out())
                .doesNotContain("worse")
                .endsWith("fewer than 6 pairs cannot show a difference\n");
    }

    @Test
    void whatIsWrongIsNamed() {
        CommandLineRun.of("rehearse").assertIsBadUsage("no FILE (expected: the file of a rollout)");
        CommandLineRun.of("rehearse", rollout.toString())
                .assertIsBadUsage("no --fleet (expected: a fleet file, or a controller by --from)");
        rehearse("--devices", "0").assertIsBadUsage("--devices: 0 (expected: 1 to 1000000)");
        rehearse("--runs", "0").assertIsBadUsage("--runs: 0 (expected: 1 to 100000)");
        rehearse("--runs", "2", "--explain", "sag1").assertIsBadUsage("--runs with --events or --explain");
        rehearse("--explain", "sag1")
                .assertIsBadUsage("--explain: sag1 (expected: the serial number of a device of the fleet");
        rehearse("--json", rollout.toString())
                .assertIsBadUsage("--json: " + rollout + " (expected: a file that is nothing else of this command)");
        rehearse("--events", directory + "/../" + directory.getFileName() + "/fleet.yaml")
                .assertIsBadUsage("fleet.yaml (expected: a file that is nothing else of this command)");
        rehearse("--at", "today").assertIsBadUsage("--at: today (expected: a time of UTC");
        rehearse("--until", "2026-01-01T00:00:00Z").assertIsBadUsage("--until: 2026-01-01T00:00:00Z (expected: a time");
        rehearse("--size", "0").assertIsBadUsage("--size: 0");
        rehearse("--firmware-faults", "nowhere.yaml").assertIsBadUsage("nowhere.yaml");
    }
}
