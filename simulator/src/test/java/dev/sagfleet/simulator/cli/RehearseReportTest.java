package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseReportTest {
    private static final int MEBIBYTE = 1 << 20;

    private Path directory;
    private Path rollout;
    private Path fleet;

    @BeforeEach
    void writeFiles(@TempDir Path empty) throws IOException {
        directory = empty;
        rollout = Files.writeString(
                directory.resolve("rollout.yaml"),
                """
                name: "tried </script> first"
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

    private String page(int exitCode, String... words) throws IOException {
        Path file = directory.resolve("report.html");
        String[] all = new String[words.length + 6];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(
                new String[] {"--fleet", fleet.toString(), "--away", "none", "--html", file.toString()},
                0,
                all,
                words.length,
                6);
        CommandLineRun run = CommandLineRun.of(all);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).contains("report in " + file);
        return Files.readString(file);
    }

    @Test
    void manyRehearsalsThatHoldSayGo() throws IOException {
        String page = page(ExitCodes.DONE, "rehearse", rollout.toString(), "--runs", "9", "--firmware-faults", "none");

        assertThat(page)
                .contains("<title>Go: tried &lt;/script&gt; first</title>")
                .contains("All 2 objectives hold with 97.5 % confidence. It never halted.")
                .contains(">p50 finish &lt;= 2h<", ">holds<", ">seeds<", ">1 to 9<")
                .contains("<span class=\"word\">--runs</span>")
                .contains("nothing goes wrong with any upgrade");
        assertThat(page.length()).isLessThan(MEBIBYTE);
        assertThat(page(ExitCodes.DONE, "rehearse", rollout.toString(), "--runs", "9", "--firmware-faults", "none"))
                .as("the same page, whichever rehearsal ended first")
                .isEqualTo(page);
    }

    @Test
    void aBadImageSaysNoGoAndWhy() throws IOException {
        Path faults = Files.writeString(directory.resolve("bad.yaml"), "models: {SAG-1000: {check: 100%}}\n");

        String page = page(
                ExitCodes.MISSED,
                "rehearse",
                rollout.toString(),
                "--runs",
                "9",
                "--firmware-faults",
                faults.toString());

        assertThat(page)
                .contains("<title>No go: ", "2 of 2 objectives fail: p50 finish &lt;= 2h (found never)")
                .contains("local check failed (9624)", "halted in wave 1", "100.0 %");
    }

    @Test
    void oneRehearsalDecidesNothing() throws IOException {
        String page = page(ExitCodes.DONE, "rehearse", rollout.toString(), "--firmware-faults", "none");

        assertThat(page)
                .contains("<title>Undecided: ", "2 of 2 objectives are not decided by one rehearsal")
                .contains("It did not halt.", "<dd class=\"value\">100.0 %</dd>");
    }

    @Test
    void twoRolloutsAreComparedInOnePage() throws IOException {
        Path slower = Files.writeString(
                directory.resolve("slower.yaml"), Files.readString(rollout).replace("soak: 1h", "soak: 2h"));

        String page = page(ExitCodes.DONE, "rehearse", "compare", rollout.toString(), slower.toString(), "--runs", "6");

        assertThat(page)
                .contains("<title>B is worse: ", "Warnings of B", "\"label\":\"A\"", "\"label\":\"B\"")
                .contains("<td class=\"bad\" data-label=\"B is\"><span>worse</span>");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        CommandLineRun.of(
                        "rehearse",
                        rollout.toString(),
                        "--fleet",
                        fleet.toString(),
                        "--html",
                        directory.resolve("nowhere/report.html").toString())
                .assertIsBadUsage("report.html (expected: a file in a directory that is there");
    }

    @Test
    void aSweepShowsThePointsThatNothingBeats() throws IOException {
        String page = page(
                ExitCodes.DONE,
                "rehearse",
                "sweep",
                rollout.toString(),
                "--vary",
                "waves[0].soak=1h,3h",
                "--runs",
                "3",
                "--bad-image",
                "model=SAG-1000: fail local-check 100%");

        assertThat(page)
                .contains("<title>1 of 2: ", "\"kind\":\"scatter\"", "\"unbeaten\":true", "\"unbeaten\":false")
                .contains(">waves[0].soak<", "check on 100 % of the devices", "100.0 % (29.2 to 100.0 %)");
    }

    @Test
    void manyWavesAreFewLinesAndNobodyIsLeftOut() throws IOException {
        String waves = IntStream.rangeClosed(1, 9)
                .mapToObj(wave -> "{count: 1}")
                .collect(Collectors.joining(", ", "waves: [", ", {percent: 100}]"));
        Files.writeString(rollout, Files.readString(rollout).replaceFirst("waves: .*", waves));

        String page = page(ExitCodes.DONE, "rehearse", rollout.toString(), "--firmware-faults", "none");

        assertThat(page)
                .contains("\"label\":\"wave 5\"", "\"label\":\"waves 6 to 10\"")
                .doesNotContain("\"label\":\"wave 6")
                .containsPattern(
                        "waves 6 to 10</span></th><td class=\"plain bar\" [^>]*data-label=\"members\"><span>7<");
    }
}
