package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed calls by hand: one by {@code sag api}, many by {@code sag shell}. */
class ApiTest {
    @AutoClose
    private static TwoDevices devices;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        devices = TwoDevices.start(directory.resolve("data"));
    }

    private static CommandLineRun shell(String input, String... more) {
        var stream = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        String[] line = new String[more.length + 1];
        line[0] = "shell";
        System.arraycopy(more, 0, line, 1, more.length);
        return CommandLineRun.of(Sag.commandLine(stream), devices.line(line));
    }

    @Test
    void parametersMayStandInFrontOfTheAction() {
        CommandLineRun run = devices.sag("api", "--AcceptLanguage=en-US", "DescribeRegions");

        assertThat(run.out()).contains("China (Shanghai)");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void aParameterThatTheActionDoesNotReadIsSaidAndTheCallMadeAllTheSame() {
        CommandLineRun run = devices.sag("api", "DescribeSmartAccessGateways", "--PageSise", "1", "--Format", "JSON");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"TotalCount\":2");
        assertThat(run.errors())
                .containsExactly("sag: --PageSise is ignored: DescribeSmartAccessGateways has no such parameter,"
                        + " perhaps --PageSize");
    }

    @Test
    void aParameterOfAListIsSuggestedWithItsNumber() {
        CommandLineRun run = devices.sag(
                "api",
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "--AssociateConfigs.12.Bandwith=3",
                "--AssociateConfigs.12.SmartAGId=sag-1");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(run.errors().get(0)).endsWith("no such parameter, perhaps --AssociateConfigs.12.Bandwidth");
        assertThat(run.errors().get(1)).contains("MissingRegionId");
    }

    @Test
    void anActionThatThereIsNotIsAskedForAndTheNearestIsSaid() {
        CommandLineRun run = devices.sag("api", "DescribeRegion");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(run.errors().get(0)).isEqualTo("sag: no action DescribeRegion, perhaps DescribeRegions");
        assertThat(run.errors().get(1)).contains("InvalidApi.NotFound");
    }

    @Test
    void helpShowsWhatAnActionReadsWithoutAController() {
        CommandLineRun run = CommandLineRun.of("api", "--help", "DowngradeSmartAccessGateway");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("* --AutoPay        true, false\n")
                .contains(
                        "  --BandWidthSpec  number, from 0 (Mbit/s, in the range of the model; required but for an app");
        assertThat(CommandLineRun.of("api", "DescribeRegions", "-h").out()).contains("--AcceptLanguage  zh-CN, en-US");
        assertThat(CommandLineRun.of("api", "--help").out()).contains("ACTION", "\n  UpgradeSmartAccessGateway\n");
    }

    @Test
    void theShellPrintsOneDocumentForEachCallAndSaysWhichLineWasWrong() {
        CommandLineRun run = shell(
                """
                # one that is right, one that the API refuses, one that is no call
                DescribeRegions --AcceptLanguage='en-US'

                DescribeSAGDeviceInfo
                DescribeRegions --AcceptLanguage
                DescribeSmartAccessGateways --PageSize=1 # and one more""");

        assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(run.out().lines().toList().get(1)).contains("\"Code\":\"MissingRegionId\"");
        assertThat(run.errors().get(0))
                .isEqualTo("sag: line 5: --AcceptLanguage has no value"
                        + " (expected: --AcceptLanguage VALUE, or --AcceptLanguage=VALUE)");
        assertThat(run.errors().get(1)).matches("sag: 3 calls in [0-9.]+ s, [0-9]+ a second; 1 did not succeed");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
    }

    @Test
    void theShellExitsWithTheWorstOfItsLines() {
        assertThat(shell("DescribeRegions\nNothing\nDescribeRegions").exitCode())
                .isEqualTo(ExitCodes.API_ERROR);
        assertThat(shell("DescribeRegions\nDescribeRegions").exitCode()).isZero();
        assertThat(shell("").exitCode()).isZero();
    }

    @Test
    void theShellEndsWhereItIsToldTo() {
        assertThat(shell("Nothing\nDescribeRegions", "--fail-fast").out().lines())
                .hasSize(1);
        assertThat(shell("DescribeRegions --x\nDescribeRegions", "--fail-fast").out())
                .isEmpty();
        assertThat(shell("DescribeRegions\nexit\nDescribeRegions").out().lines())
                .hasSize(1);
    }

    @Test
    void theShellShowsTheParametersOfAnActionBesideTheDocuments() {
        CommandLineRun run = shell("--help DescribeRegions");

        assertThat(run.out()).isEmpty();
        assertThat(run.errors()).contains("  --AcceptLanguage  zh-CN, en-US (default: zh-CN)");
    }
}
