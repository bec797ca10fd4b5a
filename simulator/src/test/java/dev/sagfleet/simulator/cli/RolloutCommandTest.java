package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts on the command line, without a controller. */
class RolloutCommandTest {
    private static final String NOW = "2026-12-01T00:00:00Z";
    private static final Path EXAMPLE = Path.of("examples", "rollout.yaml");
    private static final String FLEET =
            """
            region: cn-shanghai
            instances:
            - {model: SAG-100WM, count: 300, bandwidth: 20, firmware: 2.4.0}
            - {model: SAG-1000, count: 50, bandwidth: 100, firmware: {2.4.0: 50%, 2.5.0: 50%}, ha: warm_backup}
            - {model: APP, count: 2, users: 10, firmware: 2.4.0}
            """;

    private final Path directory;
    private final Path fleet;

    RolloutCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        fleet = Files.writeString(directory.resolve("fleet.yaml"), FLEET);
    }

    @Test
    @DisplayName("R20: the example is sound, and its check says what would happen")
    void theExampleIsSound() {
        CommandLineRun run = check(EXAMPLE);

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .contains("rollout     2.5.0 to the branches\n", "image       2.5.0\n", "The rollout is sound.\n")
                .containsPattern("membership  [0-9a-f]{64}\n")
                .containsPattern("1     canary       20     20         2     19")
                .contains("sees a failure rate of 21.6% or more with 95% probability")
                .contains("windows   Asia/Shanghai (")
                .contains("2026-12-01T18:00:00Z, 2026-12-02T18:00:00Z, 2026-12-03T18:00:00Z")
                .containsPattern("egress    [0-9.]+ GiB in all, at most [0-9.]+ Mbit/s at once");
    }

    @Test
    void theSameCheckIsTheSameText() {
        assertThat(check(EXAMPLE)).isEqualTo(check(EXAMPLE));
    }

    @Test
    void theExampleSaysTheDefaultsOfNothingThatTheyAreNot() throws IOException {
        assertThat(RolloutFile.read(EXAMPLE, Instant.parse(NOW)).waves()).hasSize(3);
    }

    @Test
    @DisplayName("R9, R20: an unsound rollout exits with 99")
    void anUnsoundRollout() throws IOException {
        CommandLineRun limbo =
                check(file("name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\nsilence: {countsAs: nothing}"));
        CommandLineRun nobody =
                check(file("name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\ntargets: {tags: {ring: a}}"));

        assertThat(limbo.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(limbo.out()).contains("unsound: wave 1 can end in limbo", "The rollout is unsound.\n");
        assertThat(nobody.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(nobody.out()).contains("members     0\n", "unsound: the filters match nothing: tag ring\n");
    }

    @Test
    @DisplayName("R1, R20: members are found by the tags of a fleet file")
    void tagsOfAFleetFile() throws IOException {
        Files.writeString(
                fleet,
                """
                instances:
                  - {model: SAG-100WM, count: 7, bandwidth: 20, firmware: 2.4.0, tags: {ring: a}}
                  - {model: SAG-100WM, count: 5, bandwidth: 20, firmware: 2.4.0, tags: {ring: b}}
                  - {model: SAG-100WM, count: 3, bandwidth: 20, firmware: 2.4.0}
                """);

        CommandLineRun first =
                check(file("name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\ntargets: {tags: {ring: a}}"));
        CommandLineRun both =
                check(file("name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\ntargets: {tags: {ring: [a, b]}}"));

        assertThat(first.out()).contains("members     7\n");
        assertThat(both.out()).contains("members     12\n");
    }

    @Test
    void allThatIsWrongWithAFileIsSaidInALineEach() throws IOException {
        CommandLineRun run = check(file("nmae: a\nimage: 2.5.0\nwaves: [{percent: 50}, {percent: 10}]\npriority: 11"));

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.errors())
                .hasSize(4)
                .allMatch(line -> line.startsWith("sag: " + directory.resolve("rollout.yaml") + ':'));
    }

    @Test
    void anImageForOtherModelsOrWithAHigherFloorIsAskedFor() {
        CommandLineRun apps = check(EXAMPLE, "--model", "APP");
        CommandLineRun secured = check(EXAMPLE, "--security-index", "3");

        assertThat(apps.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(apps.out()).contains("unsound: image 2.5.0 fits none of the models: 300 of SAG-100WM");
        assertThat(secured.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(secured.out()).contains("cannot be rolled back", "no way back  sag");
    }

    @Test
    void flagsThatCannotBeAreBadUsage() {
        check(EXAMPLE, "--model", "SAG-9").assertIsBadUsage("--model: SAG-9");
        check(EXAMPLE, "--size", "0").assertIsBadUsage("--size: 0");
        check(EXAMPLE, "--security-index", "-1").assertIsBadUsage("--security-index: -1");
        CommandLineRun.of("rollout", "check", EXAMPLE.toString(), "--fleet", fleet.toString(), "--at", "noon")
                .assertIsBadUsage("--at: noon");
        CommandLineRun.of("rollout").assertIsBadUsage("rollout: nothing to do");
    }

    @Test
    @DisplayName("R21: what is imported can be checked, and says what it is not")
    void anImportedRolloutCanBeChecked() throws IOException {
        Path source = Files.writeString(
                directory.resolve("hawkbit.json"),
                """
                {"name": "all", "distributionSetId": 3, "targetFilterQuery": "id==*", "amountGroups": 4,
                 "type": "soft", "description": "two\\nlines"}
                """);
        Path target = directory.resolve("imported.yaml");
        CommandLineRun run = importing(source, "--image", "2.5.0", "--out", target.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .startsWith("Made from hawkbit.json, of hawkBit.\nHas no counterpart:\n  1:")
                .contains("  2:10: type: \"soft\"\n    taken: nothing: no device may put it off")
                .contains("Means something else:\n")
                .contains("Not in the file:\n");
        assertThat(target)
                .content()
                .startsWith("# Made from hawkbit.json, of hawkBit.\n")
                .contains("\nname: all\n");
        assertThat(check(target).exitCode()).isEqualTo(ExitCodes.DONE);
        importing(source, "--out", target.toString()).assertIsBadUsage("--out: " + target + " is there");
    }

    @Test
    void withoutAFileWhatIsImportedIsPrinted() throws IOException {
        Path source = Files.writeString(
                directory.resolve("aws.json"),
                """
                {"jobId": "j1", "targets": ["arn:aws:iot:eu-central-1:1:thinggroup/all"]}
                """);
        CommandLineRun run = importing(source);

        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(RolloutFile.parse("out", run.out(), Instant.parse(NOW)).name())
                .isEqualTo("j1");
    }

    @Test
    void aForeignFileThatIsNoneIsRefusedWithItsPlace() throws IOException {
        Path source = Files.writeString(directory.resolve("x.json"), "{\"a\": 1}");

        importing(source).assertIsBadUsage("x.json:1:1: rollout of another system: of none that is known");
        importing(directory.resolve("none.json")).assertIsBadUsage("none.json");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("rollout.yaml"), text);
    }

    private CommandLineRun check(Path rollout, String... more) {
        return run(
                new String[] {"rollout", "check", rollout.toString(), "--fleet", fleet.toString(), "--at", NOW}, more);
    }

    private static CommandLineRun importing(Path source, String... more) {
        return run(new String[] {"rollout", "import", source.toString()}, more);
    }

    private static CommandLineRun run(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return CommandLineRun.of(all);
    }
}
