package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseSweepTest {
    private RehearsalFiles files;

    @BeforeEach
    void writeFiles(@TempDir Path directory) throws IOException {
        files = RehearsalFiles.in(directory);
    }

    @Test
    void aLongerSoakIsSlowerAndALargerCanaryTouchesMore() throws IOException {
        Path json = files.directory().resolve("sweep.json");
        CommandLineRun run = files.sweep(
                "--vary",
                "waves[0].soak=1h..3h:2",
                "--vary",
                "waves[0].count=2,6",
                "--runs",
                "3",
                "--bad-image",
                "fail check",
                "--json",
                json.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .contains("waves[0].soak  waves[0].count  95 % upgraded  succeeded  touched  halts  not caught")
                .containsPattern("\\n\\* +1h +2 +1h[^\\n]* 12 +2 +100 % +0 %\\n")
                .containsPattern("\\n +3h +6 +3h[^\\n]* 12 +6 +100 % +0 %\\n")
                .contains("medians of 3 runs; touched, halts and not caught with the bad image, the others without");
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.path("points")).hasSize(4);
        assertThat(report.path("points").get(0).path("values"))
                .hasToString("{\"waves[0].soak\":\"1h\",\"waves[0].count\":\"2\"}");
        assertThat(report.path("points").findValuesAsText("isUnbeaten"))
                .containsExactly("true", "false", "false", "false");
    }

    @Test
    void withoutAHaltItSaysWhatWouldShowMore() {
        CommandLineRun run = files.sweep("--vary", "pace.perMinute=1,100", "--runs", "2");

        assertThat(run.out())
                .contains("no run halts: all points touch all devices; --bad-image shows how many a bad image reaches")
                .containsPattern("\\n +1 +1h 10m +12 +12 +0 %\\n\\* +100 +1h 1m +12 +12 +0 %\\n");
    }

    @Test
    void allPointsHaveTheSameDraws() {
        CommandLineRun run = files.sweep("--vary", "priority=1,9", "--runs", "2", "--bad-image", "fail check 30%");

        List<String> points =
                run.out().lines().filter(line -> line.endsWith(" %")).toList();
        assertThat(points).hasSize(2);
        assertThat(points.get(0).replaceFirst("1", "9"))
                .as("the priority of one rollout alone says nothing")
                .isEqualTo(points.get(1));
    }

    @Test
    void whatContradictsTheFileIsLeftOutAndTold() throws IOException {
        Path json = files.directory().resolve("sweep.json");
        CommandLineRun run = files.sweep(
                "--vary", "halt.failures=5%,20%", "--vary", "priority=1,9", "--runs", "1", "--json", json.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.out())
                .contains("left out: 2 of 4 points, by the rules of the file\n"
                        + "  halt.failures=20%, priority=1 and 1 more: halt at 20% failures, advance at 90% success"
                        + " (expected: at most 10% failures");
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.path("points")).hasSize(2);
        assertThat(report.path("leftOut")).hasSize(2);
        assertThat(report.path("leftOut").get(1).path("values"))
                .hasToString("{\"halt.failures\":\"20%\",\"priority\":\"9\"}");
    }

    @Test
    void whatIsContradictedByOneValueMayStandBesideAnother() {
        CommandLineRun run =
                files.sweep("--vary", "halt.failures=20%", "--vary", "advance.success=90%,80%", "--runs", "1");

        assertThat(run.out()).containsPattern("\\n\\* +20% +80% ").contains("left out: 1 of 2 points");
    }

    @Test
    void whatIsWrongIsNamed() {
        files.sweep().assertIsBadUsage("no --vary (expected: PATH=VALUE,VALUE or PATH=FROM..TO:STEPS");
        files.sweep("--vary", "waves[0].cuont=5,6")
                .assertIsBadUsage(
                        "--vary waves[0].cuont=5: unknown key: cuont (expected: one of name, count, percent, soak");
        files.sweep("--vary", "waves[2].count=5")
                .assertIsBadUsage("--vary waves[2].count=5: waves[2]: not there (expected: waves[0] to waves[1])");
        files.sweep("--vary", "halt.failures=5%,200%")
                .assertIsBadUsage("--vary halt.failures=200%: failures: 200% (expected: a percentage from 0% to 100%");
        files.sweep("--vary", "halt.failures=20%,30%")
                .assertIsBadUsage(
                        "--vary leaves no point, first halt.failures=20%: halt at 20% failures, advance at 90%"
                                + " success (expected: at most 10% failures");
        files.sweep("--vary", "pace.inFlight=1..500:20", "--vary", "waves[0].count=1..11:11")
                .assertIsBadUsage("--vary makes 220 points (expected: at most 200)");
        files.sweep("--vary", "priority=1", "--vary", "priority=2")
                .assertIsBadUsage("--vary priority twice (expected: each path once)");
        files.sweep("--vary", "priority=1", "--runs", "0").assertIsBadUsage("--runs: 0");
    }
}
