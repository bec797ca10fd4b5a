package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.server.GivenCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls by hand as the users of the example. */
class AsUserTest {
    private static final Path EXAMPLE = Path.of("..", "controller", "examples", "users.yaml");

    @AutoClose
    private static TwoDevices devices;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        devices = TwoDevices.start(directory.resolve("data"), GivenCredentials.NONE.withUsers(UsersFile.read(EXAMPLE)));
    }

    private static CommandLineRun downgrade(String... who) {
        String[] line = {
            "api",
            who[0],
            who[1],
            "DowngradeSmartAccessGateway",
            "--RegionId=cn-shanghai",
            "--SmartAGId=sag-none",
            "--BandWidthSpec=10",
            "--AutoPay=true"
        };
        return devices.sag(line);
    }

    /** An answer without what is different in each. */
    private static String regions(CommandLineRun run) {
        return run.out().replaceAll("\"RequestId\":\"[^\"]*\"", "");
    }

    @Test
    void aUserWhoMayIsAnsweredAsTheRootKeyIs() {
        CommandLineRun asReader = devices.sag("api", "--as", "reader", "DescribeRegions");

        assertThat(regions(asReader)).contains("cn-shanghai").isEqualTo(regions(devices.sag("api", "DescribeRegions")));
        assertThat(asReader.errors()).isEmpty();
    }

    @Test
    void aUserWhoMayNotIsToldWhatDecided() {
        CommandLineRun run = downgrade("--as", "reader");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.API_ERROR);
        assertThat(run.errors().get(0)).contains("\"Code\":\"Forbidden.RAM\"");
        assertThat(run.errors().get(1))
                .isEqualTo("user reader: no statement allows smartag:DowngradeSmartAccessGateway on "
                        + "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-none");
        assertThat(downgrade("--as", "operator").errors().get(0)).contains("SAG.InstanceNoFound");
    }

    @Test
    void anInactiveKeySignsToo() {
        assertThat(devices.sag("api", "--as=leaver", "DescribeRegions").errors().get(0))
                .contains("InvalidAccessKeyId.Inactive");
    }

    @Test
    void whoIsNotThereCannotSign() {
        CommandLineRun run = devices.sag("api", "--as=stranger", "DescribeRegions");

        assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_USAGE);
        assertThat(run.errors().get(0))
                .contains("--as: no key of stranger in " + devices.data().resolve("users"));
    }

    @Test
    void aUsersFileThatIsWrongIsToldWithItsLinesAndNothingIsLeftBehind(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("data");
        Path users = Files.writeString(directory.resolve("users.yaml"), "users:\n  ann: {policies: [all]}\n");

        for (String command : new String[] {"up", "controller"}) {
            CommandLineRun.of(command, "--users", users.toString(), "--data", data.toString())
                    .assertIsBadUsage(users + ":2:20: policies: all (expected: one of [])");
            CommandLineRun.of(command, "--users", directory.resolve("none").toString(), "--data", data.toString())
                    .assertIsBadUsage(directory.resolve("none").toString());
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void manyCallsAreMadeAsOneUser() {
        var input = new ByteArrayInputStream("DescribeRegions\n".repeat(3).getBytes(StandardCharsets.UTF_8));

        CommandLineRun run = CommandLineRun.of(Sag.commandLine(input), devices.line("shell", "--as", "operator"));

        assertThat(run.exitCode()).as(run.errors().toString()).isZero();
    }
}
