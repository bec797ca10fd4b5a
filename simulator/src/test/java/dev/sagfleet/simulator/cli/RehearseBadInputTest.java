package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be rehearsed is said with the place in its file. */
class RehearseBadInputTest {
    private RehearsalFiles files;

    @BeforeEach
    void writeFiles(@TempDir Path directory) throws IOException {
        files = RehearsalFiles.in(directory);
    }

    private void assertRefused(Path file, String text, String message) throws IOException {
        String before = Files.readString(file);
        files.with(file, text).rehearse().assertIsBadUsage("sag: " + file + message);
        files.with(file, before);
    }

    @Test
    void aFleetWithoutEligibleDevices() throws IOException {
        String rollout = Files.readString(files.rollout());
        assertRefused(
                files.rollout(),
                rollout + "targets: {models: [APP]}\n",
                ":6:10: targets: none of the 12 devices of the fleet (expected: one of them at least)");
        assertRefused(
                files.rollout(),
                rollout + "targets: {version: '< 2.4.0'}\n",
                ":6:10: targets: none of the 12 devices of the fleet (expected: one of them at least)");
    }

    @Test
    void aFleetOfNobody() throws IOException {
        files.with(files.fleet(), "instances: []\n")
                .rehearse()
                .assertIsBadUsage(files.rollout() + ":1:1: targets: none of the 0 devices of the fleet");
    }

    @Test
    void contradictoryObjectives() throws IOException {
        assertRefused(
                files.rollout(),
                Files.readString(files.rollout()) + "objectives: ['p90 finish <= 2d', 'p90 finish >= 3d']\n",
                ":6:34: objectives: \"p90 finish >= 3d\" (expected: one that can hold beside p90 finish <= 2d)");
    }

    @Test
    void percentagesThatDoNotAddUp() throws IOException {
        assertRefused(
                files.fleet(),
                "instances:\n  - {model: SAG-1000, count: 2, bandwidth: 200, firmware: {2.3.0: 30%, 2.4.0: 60%}}\n",
                ":2:59: firmware: 90% in all (expected: 100%)");
        assertRefused(
                files.rollout(),
                "name: n\nimage: 2.5.0\nwaves: [{percent: 60}, {percent: 40}]\n",
                ":3:34: percent: 40 (expected: more than the 60% of the wave before it");
    }

    @Test
    void aWatchThatIsNoTime() {
        files.rehearse("--watch", "soon").assertIsBadUsage("--watch: soon (expected: a duration, as 90m, 24h or 3d)");
        assertThat(files.rehearse("--watch", "90m").out()).contains("0 of these fell back in the 1h 30m after the end");
    }

    @Test
    void whatCannotEndIsSaidToHaveMetItsBound() throws IOException {
        String never = Files.readString(files.rollout()).replace("soak: 1h", "soak: 3d");
        CommandLineRun one = files.with(files.rollout(), never).rehearse("--until", "2026-01-06T00:00:00Z");
        assertThat(one.out())
                .containsPattern("took +1d up to the bound \\(--until\\), and has not ended")
                .doesNotContain("halted");
        assertThat(one.exitCode()).isEqualTo(ExitCodes.DONE);

        CommandLineRun many = files.rehearse("--until", "2026-01-06T00:00:00Z", "--runs", "2");
        assertThat(many.out()).contains("has not ended by the bound (--until): 100.0 %");
    }
}
