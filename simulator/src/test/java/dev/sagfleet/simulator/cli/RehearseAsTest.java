package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts of other systems by their own rules. */
class RehearseAsTest {
    private static final String HAWKBIT =
            """
            {"name": "by groups", "distributionSetId": 7, "targetFilterQuery": "id==*",
             "groups": [{"name": "canary", "targetPercentage": 50}, {"name": "rest", "targetPercentage": 100}],
             "successCondition": {"condition": "THRESHOLD", "expression": "95"},
             "errorCondition": {"condition": "THRESHOLD", "expression": "20"}}
            """;
    private static final String AWS =
            """
            {"jobId": "fw", "targets": ["arn:aws:iot:eu-central-1:123456789012:thinggroup/all"],
             "destinationPackageVersions": ["arn:aws:iot:eu-central-1:123456789012:package/sag/version/2.5.0"],
             "jobExecutionsRolloutConfig": {"maximumPerMinute": 60, "exponentialRate": {"baseRatePerMinute": 1,
               "incrementFactor": 5, "rateIncreaseCriteria": {"numberOfNotifiedThings": 5}}}}
            """;

    private Path directory;
    private Path fleet;
    private Path never;

    @BeforeEach
    void writeFiles(@TempDir Path empty) throws IOException {
        directory = empty;
        fleet = file(
                "fleet.yaml",
                """
                instances:
                  - {model: SAG-1000, count: 16, bandwidth: 200, firmware: 2.4.0, batches: {A: 50%, B: 50%}}
                """);
        never = file("never.yaml", "batches: {B: {never: 20%}}\n");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private CommandLineRun rehearse(Path rollout, Path faults, String... flags) {
        List<String> line = new ArrayList<>(List.of("rehearse", rollout.toString(), "--fleet", fleet.toString()));
        line.addAll(List.of("--away", "none", "--until", "2026-01-15T00:00:00Z"));
        line.addAll(List.of("--firmware-faults", faults.toString()));
        line.addAll(List.of(flags));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    @Test
    @DisplayName(
            "A silent device is neither success nor error to hawkBit: the rollout is in limbo, and here it halts or goes on")
    void aSilentDeviceLeavesHawkbitInLimbo() throws IOException {
        Path rollout = file("hawkbit.json", HAWKBIT);

        CommandLineRun run = rehearse(rollout, never, "--as", "hawkbit");

        assertThat(run.errors()).isEmpty();
        assertThat(run.out())
                .contains("each lets the next one start at 95% finished, and pauses the rollout above 20% failed")
                .contains("LIMBO: it neither goes on nor stops since 2026-01-05 00:")
                .containsPattern("group 1 waits for [1-9] devices?, and what is behind it does not begin\n")
                .containsPattern("freed by a success threshold of at most [0-9]+%: [0-7] of 8 have finished, and 8")
                .containsPattern("freed by a timeout, which hawkBit has not: [1-9] of 8 would have failed, which ");
        assertThat(rehearse(rollout, never, "--as", "hawkbit", "--runs", "6").out())
                .containsPattern("ends in limbo, where it neither goes on nor stops: [1-9][0-9.]+ %");
        Path freed = file("freed.json", HAWKBIT.replace("\"95\"", "\"50\""));
        CommandLineRun last = rehearse(freed, never, "--as", "hawkbit");
        assertThat(last.out())
                .doesNotContain("what is behind it does not begin")
                .containsPattern("group [12] waits for [1-9] devices?, and the rollout does not end\n");
        assertThat(rehearse(file("own.yaml", "name: a\nimage: 2.5.0\nwaves: [{percent: 50}, {percent: 100}]\n"), never)
                        .out())
                .doesNotContain("LIMBO");
    }

    @Test
    @DisplayName("hawkBit pauses above its threshold, and starts the next group once all of one have ended")
    void errorsPauseAboveTheThreshold() throws IOException {
        Path check = file("check.yaml", "models: {SAG-1000: {check: 100%}}\n");
        CommandLineRun paused = rehearse(file("hawkbit.json", HAWKBIT), check, "--as", "hawkbit");
        Path most = file("most.json", HAWKBIT.replace("\"20\"", "\"100\""));
        CommandLineRun ended = rehearse(most, check, "--as", "hawkbit", "--image", "2.5.0");

        assertThat(paused.out()).containsPattern("halted by rollout \\(group 1: [2-8] of 8 failed, more than 20%\\)");
        assertThat(ended.out())
                .contains("image    2.5.0", "finished", "16 failed")
                .doesNotContain("LIMBO");
    }

    @Test
    @DisplayName("A job of AWS IoT has no waves but a rate that grows, waits for ever without a timeout, and aborts")
    void aJobOfAwsGoesAtItsRate() throws IOException {
        Path none = file("none.yaml", "models: {}\n");
        CommandLineRun well = rehearse(file("aws.json", AWS), none, "--as", "aws", "--explain", "ro-1");
        assertThat(well.out())
                .contains("1 a minute, times 5 with each 5 that are notified, up to 60")
                .contains("none of these devices is among them, so all are taken", "finished", "16 succeeded")
                .as("5 at 1 a minute, 5 at 5 and 6 at 25")
                .containsPattern("took +[5-7]m ");
        Path neverAll = file("all.yaml", "models: {SAG-1000: {never: 30%}}\n");
        assertThat(rehearse(file("aws.json", AWS), neverAll, "--as", "aws").out())
                .containsPattern("the job waits for [1-9]+ devices?, and the rollout does not end\n")
                .contains("freed by inProgressTimeoutInMinutes");
        String limits =
                """
                {"timeoutConfig": {"inProgressTimeoutInMinutes": 60}, "abortConfig": {"criteriaList": [{"action": "CANCEL",
                 "failureType": "TIMED_OUT", "minNumberOfExecutedThings": 5, "thresholdPercentage": 10}]},
                """;
        CommandLineRun aborted = rehearse(file("abort.json", AWS.replaceFirst("\\{", limits)), neverAll, "--as", "aws");
        assertThat(aborted.out())
                .containsPattern("cancelled by rollout \\(aborted: [1-9] of [0-9]+ that have ended have timed out")
                .contains("halted         in wave 1 after 1h")
                .doesNotContain("LIMBO");
    }

    @Test
    void whatWasImportedIsComparedWithWhatItWas() throws IOException {
        Path rollout = file("hawkbit.json", HAWKBIT);
        Path imported = directory.resolve("imported.yaml");
        CommandLineRun.of("rollout", "import", rollout.toString(), "--image", "2.5.0", "--out", imported.toString());
        String text = Files.readString(imported).replaceAll("(?m)^targets:.*$", "");
        Path own = file("own.yaml", text);

        assertThat(rehearse(own, never, "--as", "hawkbit").out()).contains("LIMBO", "group 1 waits for");
        CommandLineRun compared = CommandLineRun.of(
                "rehearse",
                "compare",
                rollout.toString(),
                own.toString(),
                "--as",
                "hawkbit",
                "--fleet",
                fleet.toString(),
                "--firmware-faults",
                never.toString(),
                "--away",
                "none",
                "--until",
                "2026-01-15T00:00:00Z",
                "--runs",
                "6");
        assertThat(compared.errors()).isEmpty();
        assertThat(compared.out()).contains("6 pairs");
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        Path rollout = file("hawkbit.json", HAWKBIT);
        rehearse(rollout, never, "--as", "aws")
                .assertIsBadUsage("hawkbit.json: of hawkBit (expected: one of AWS IoT, as --as says)");
        rehearse(rollout, never, "--as", "mender").assertIsBadUsage("--as");
        rehearse(rollout, never)
                .assertIsBadUsage(
                        "hawkbit.json: of hawkBit (expected: --as hawkbit, or what ./sag rollout import makes");
        rehearse(rollout, never, "--image", "2.5.0").assertIsBadUsage("--image without --as");
        rehearse(rollout, never, "--as", "hawkbit", "--image", "new").assertIsBadUsage("--image: ");
        rehearse(rollout, never, "--as", "hawkbit", "--resume").assertIsBadUsage("--as beside --resume");
        Path own = file("own.yaml", "name: a\nimage: 2.5.0\nwaves: [{percent: 100}]\n");
        rehearse(own, never, "--as", "hawkbit", "--image", "2.6.0").assertIsBadUsage("--image: 2.6.0 (expected: none");
        rehearse(file("bad.json", HAWKBIT.replace("\"95\"", "\"950\"")), never, "--as", "hawkbit")
                .assertIsBadUsage("bad.json:3:63: expression: \"950\" (expected: a whole percentage from 0 to 100");
        rehearse(file("torn.json", "{"), never, "--as", "hawkbit").assertIsBadUsage("torn.json:");
    }
}
