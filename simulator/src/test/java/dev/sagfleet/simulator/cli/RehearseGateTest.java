package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Rehearsals as a gate for a CI job. */
class RehearseGateTest {
    private RehearsalFiles files;
    private Path json;
    private Path junit;

    @BeforeEach
    void writeFiles(@TempDir Path directory) throws IOException {
        files = RehearsalFiles.in(directory);
        json = directory.resolve("report.json");
        junit = directory.resolve("report.xml");
    }

    private static Document xml(Path file) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private CommandLineRun gate(String runs, String... objectives) {
        String[] flags = new String[objectives.length * 2 + 6];
        String[] fixed = {"--runs", runs, "--json", json.toString(), "--junit", junit.toString()};
        System.arraycopy(fixed, 0, flags, 0, fixed.length);
        for (int i = 0; i < objectives.length; i++) {
            flags[fixed.length + 2 * i] = "--objective";
            flags[fixed.length + 2 * i + 1] = objectives[i];
        }
        return files.rehearse(flags);
    }

    @Test
    void whatHoldsFailsAndIsUndecidedIsWrittenForPeopleAndPrograms() throws Exception {
        CommandLineRun run = gate("8", "p50 finish <= 2h", "p50 finish <= 10m", "p90 lost <= 3");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.MISSED);
        assertThat(run.out())
                .contains("holds      p50 finish <= 2h", "fails      p50 finish <= 10m", "undecided  p90 lost <= 3");
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.path("format").asText()).isEqualTo("sagfleet.rehearsal.v1");
        assertThat(report.path("verdict").asText()).isEqualTo("fails");
        assertThat(report.path("objectives").findValuesAsText("verdict"))
                .containsExactly("holds", "fails", "undecided");
        assertThat(report.path("seeds").findValuesAsText("seed"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(report.path("command").asText())
                .startsWith("./sag rehearse ")
                .contains("--runs 8", "--objective 'p50 finish <= 2h'");

        Document suite = xml(junit);
        Element root = suite.getDocumentElement();
        assertThat(root.getAttribute("tests")).isEqualTo("3");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("testsuite").item(0)).getAttribute("name"))
                .isEqualTo("rehearsal of <first> & 'only'");
        Element missed = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(missed.getAttribute("message")).startsWith("fails      p50 finish <= 10m: found 1h");
        assertThat(((Element) missed.getParentNode()).getAttribute("name")).isEqualTo("p50 finish <= 10m");
    }

    @Test
    void withAllHeldItIsGreenAndWithoutADecisionItIsNeither() {
        assertThat(gate("8", "p50 finish <= 2h").exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(gate("2", "p50 finish <= 2h").exitCode()).isEqualTo(ExitCodes.INVALID_RUN);
        assertThat(json).isNotEmptyFile();
        assertThat(junit).isNotEmptyFile();
    }

    @Test
    void theCommandInTheReportMakesTheSameReportAgain() throws Exception {
        gate("3", "p50 finish <= 2h");
        String once = Files.readString(json);
        gate("3", "p50 finish <= 2h");

        assertThat(Files.readString(json)).isEqualTo(once);
    }

    @Test
    void itStopsOnceTheIntervalsAreNarrowAndSaysWhy() throws IOException {
        CommandLineRun narrow = files.rehearse("--runs", "60", "--precision", "5%", "--json", json.toString());
        assertThat(narrow.out())
                .contains(
                        "20 runs  ",
                        "stopped after 20 of at most 60 runs: all intervals are within 5%,"
                                + " the widest of the median of 95 % upgraded");
        assertThat(new JsonMapper().readTree(Files.readString(json)).path("precision"))
                .hasToString("{\"asked\":\"5%\",\"isReached\":true,\"mostRuns\":60}");

        CommandLineRun wide = files.rehearse(
                "--runs",
                "5",
                "--precision",
                "1%",
                "--objective",
                "p90 failed <= 3",
                "--bad-image",
                "batch=B2: fail check 30%");
        assertThat(wide.out()).contains("made all 5 runs: the interval of p90 failed <= 3 has no bound, and not 1%");
    }

    @Test
    void aBadImageIsCaughtByTheWaveThatMeetsIt() {
        CommandLineRun one = files.rehearse("--bad-image", "batch=B2: fail local-check");
        assertThat(one.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(one.out())
                .containsPattern("bad image +[0-9]+ devices? hit, the first after .*; caught in wave [12]");

        CommandLineRun many = files.rehearse("--runs", "8", "--bad-image", "batch=B2: fail local-check");
        assertThat(many.out())
                .contains("hit by bad image")
                .containsPattern("bad image caught: +100.0 % \\([0-9.]+ to 100.0 %\\)")
                .containsPattern("bad image not caught: 0.0 %");
    }

    @Test
    void whatIsWrongIsNamed(@TempDir Path empty) throws IOException {
        files.rehearse("--runs", "2", "--objective", "p90 done <= 3d")
                .assertIsBadUsage("--objective: p90 done <= 3d (expected: pN, a measure,");
        files.rehearse("--runs", "2", "--objective", "p90 finish <= 2d", "--objective", "p90 finish >= 3d")
                .assertIsBadUsage(
                        "--objective: p90 finish >= 3d (expected: one that can hold beside p90 finish <= 2d)");
        files.rehearse("--objective", "p90 finish <= 2d").assertIsBadUsage("without --runs");
        files.rehearse("--junit", junit.toString()).assertIsBadUsage("--junit or --objective without --runs");
        files.rehearse("--runs", "2", "--precision", "0%")
                .assertIsBadUsage("--precision: share: 0% (expected: more than 0%)");
        files.rehearse("--runs", "2", "--precision", "x")
                .assertIsBadUsage("--precision: percentage: x (expected: a percentage");
        files.rehearse("--json", empty.toString())
                .assertIsBadUsage("--json: " + empty + " (expected: a file in a directory");
        files.rehearse("--runs", "2", "--junit", empty.resolve("no/x").toString())
                .assertIsBadUsage(
                        "--junit: " + empty.resolve("no/x") + " (expected: a file in a directory that is there)");
        files.rehearse("--bad-image", "model=APP: fail boot")
                .assertIsBadUsage(
                        "--bad-image 'model=APP: fail boot': matches no device (expected: one at least of the fleet");
        files.rehearse("--bad-image", "fail fire")
                .assertIsBadUsage("--bad-image 'fail fire': fault: fire (expected: one of");
    }
}
