package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.world.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a script does with a running fleet: wait for it, bring it back, take a device out, read what happened. */
@Timeout(60)
class WaitAndResetTest {
    @AutoClose
    private TwoDevices devices;

    private String branch;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        devices = TwoDevices.start(directory.resolve("data"));
        branch = TwoDevices.serial(devices.branch());
    }

    @Test
    void itWaitsUntilDevicesAreOnline() {
        assertThat(devices.sag("wait")).isEqualTo(new CommandLineRun(0, "2 of 2 devices are online\n", List.of()));
        assertThat(devices.sag("wait", "--online", "2", "--timeout", "0").exitCode())
                .isZero();
        assertThat(devices.sag("wait", "--online", "3", "--timeout", "300ms"))
                .isEqualTo(
                        new CommandLineRun(4, "", List.of("sag: 2 of 2 devices are online after 300ms (expected: 3)")));

        devices.sag("device", branch, "offline");
        Await.until(() -> devices.sag("device", branch), shown -> shown.out().contains("state     offline"));

        assertThat(devices.sag("wait", "--timeout", "1s"))
                .isEqualTo(new CommandLineRun(
                        0, "1 of 1 devices are online (1 more are kept offline by a fault)\n", List.of()));
        assertThat(devices.sag("wait", "--online", "2", "--timeout", "0").exitCode())
                .isEqualTo(4);
    }

    @Test
    void whatIsNoGoalOrNoTimeIsBadUsage() {
        devices.sag("wait", "--online", "101%").assertIsBadUsage("--online: 101% (expected: 0% to 100%");
        devices.sag("wait", "--online", "most").assertIsBadUsage("--online: most (expected: 0% to 100%");
        devices.sag("wait", "--timeout", "soon").assertIsBadUsage("--timeout: soon (expected: 0 or a whole number");
    }

    @Test
    void noControllerWithinTheTimeIsTold() throws IOException {
        int port = CommandLineRun.unusedPort();

        CommandLineRun.of("wait", "--timeout", "300ms", "--endpoint", "http://127.0.0.1:" + port)
                .assertFoundNoController(port);
    }

    @Test
    void aResetTakesBackWhatWasDone() {
        devices.sag("wait");
        devices.sag("device", branch, "firmware", "2.3.9");
        devices.sag("device", TwoDevices.serial(devices.headquarters()), "remove");

        assertThat(devices.sag("reset"))
                .isEqualTo(new CommandLineRun(
                        0, "reset: 2 devices are as at the first start, and connect again\n", List.of()));

        assertThat(devices.sag("wait").exitCode()).isZero();
        assertThat(devices.sag("device", branch).out()).contains("firmware  2.4.0");
        assertThat(devices.sag("events", "--no-follow", "--kind", "reset").out())
                .contains("reset       all  everything is as at the first start, with 2 devices, by control API");
    }

    @Test
    void aRemovedDeviceIsGoneAndStaysAway() {
        devices.sag("wait");

        assertThat(devices.sag("device", branch, "remove"))
                .isEqualTo(new CommandLineRun(0, branch + " is removed\n", List.of()));

        devices.sag("device", branch, "remove").assertIsBadUsage("device: " + branch + " (expected: a serial number, ");
        assertThat(devices.sag("wait")).isEqualTo(new CommandLineRun(0, "1 of 1 devices are online\n", List.of()));
    }

    @Test
    void whatHasHappenedIsPrintedAndThatIsAll() {
        devices.sag("wait");
        devices.associate(devices.branch());

        CommandLineRun events = devices.sag("events", "--last", "1", "--kind", "call", "--no-follow");

        assertThat(events.exitCode()).isZero();
        assertThat(events.errors()).isEmpty();
        assertThat(events.out().lines()).singleElement().asString().endsWith(", by " + accessKeyId());
        assertThat(devices.sag("events", "--no-follow").out().lines())
                .first()
                .asString()
                .contains("registered  test.yaml  2 devices, by fleet");
    }

    private String accessKeyId() {
        return devices.world().controller().credentials().root().id();
    }
}
