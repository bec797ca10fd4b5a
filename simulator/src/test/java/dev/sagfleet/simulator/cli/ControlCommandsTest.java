package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.simulator.world.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that show a running fleet and inject faults into its devices. */
class ControlCommandsTest {
    @AutoClose
    private TwoDevices devices;

    private String branch;
    private String headquarters;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        devices = TwoDevices.start(directory.resolve("data"));
        branch = TwoDevices.serial(devices.branch());
        headquarters = TwoDevices.serial(devices.headquarters());
        Await.until(() -> sag("device", branch), shown -> shown.out().contains("state     online"));
        Await.until(() -> sag("device", headquarters), shown -> shown.out().contains("state     online"));
    }

    @Test
    void aDeviceIsShownAsItShouldBeBesideWhatItSaid() {
        associate();

        CommandLineRun shown = Await.until(
                () -> sag("device", branch), device -> device.out().split("applied, revision 1", -1).length == 3);

        assertThat(withoutRates(shown))
                .isEqualTo(
                        """
                        serial    %s
                        instance  %s
                        model     SAG-100WM
                        state     online
                        firmware  2.4.0
                        role      active
                        place     %s, cn-shanghai, Asia/Shanghai
                        slots     A 2.4.0 good, B empty

                                      desired                                       reported
                        acceleration  10 Mbit/s of %s, revision 1  applied, revision 1
                        bandwidth     20 Mbit/s, revision 1                         applied, revision 1
                        """
                                .formatted(
                                        branch,
                                        devices.branch().id(),
                                        devices.branch().id(),
                                        devices.planId()));
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.errors()).isEmpty();
    }

    @Test
    void theStatusShowsTheFleetAtAGlance() {
        associate();
        sag("device", headquarters, "offline");
        Await.until(() -> sag("device", headquarters), shown -> shown.out().contains("state     offline"));
        sag("device", branch, "firmware", "2.3.9");

        CommandLineRun status = Await.until(
                () -> sag("status"), shown -> shown.out().matches("(?s).*SAG-100WM +1 +1\n.*suspended on +1 .*"));

        assertThat(status.out().substring(0, status.out().indexOf("Mbit/s passed")))
                .isEqualTo(
                        """
                        devices    registered  online
                        SAG-1000            1       0
                        SAG-100WM           1       1
                        all                 2       1

                        firmware  registered  online
                        2.3.9              2       1

                        plans                   Mbit/s  instances  peaks, Mbit/s
                        %s hq     100          1             10

                        refused by    none
                        suspended on  1 device: %s

                        """
                                .formatted(devices.planId(), branch));
        assertThat(status.exitCode()).isZero();
        assertThat(status.errors()).isEmpty();
    }

    @Test
    void theStatusAddsUpWhatDevicesReport() {
        // Each is offered 1.4 times its bandwidth.
        CommandLineRun status =
                Await.until(() -> sag("status"), shown -> shown.out().contains("passed by 2"));

        String[] uplink = status.out()
                .lines()
                .filter(line -> line.startsWith("uplink"))
                .findFirst()
                .orElseThrow()
                .split(" +", -1);
        assertThat(Double.parseDouble(uplink[1]) + Double.parseDouble(uplink[2]))
                .isCloseTo(220, within(0.5));
    }

    @Test
    void aDeviceIsTakenOffItsLineAndBroughtBack() {
        assertThat(sag("device", branch, "offline"))
                .isEqualTo(new CommandLineRun(0, branch + " goes offline\n", List.of()));
        shownOnce("state     offline");

        assertThat(sag("device", branch, "online"))
                .isEqualTo(new CommandLineRun(0, branch + " comes online\n", List.of()));
        shownOnce("state     online");
    }

    @Test
    void aRebootBeginsAnotherBootAndAnotherSession() {
        Presence before = presence();

        assertThat(sag("device", branch, "reboot"))
                .isEqualTo(new CommandLineRun(0, branch + " boots again\n", List.of()));

        Await.until(
                () -> sag("device", branch),
                shown -> presence().epoch() > before.epoch() && presence().online());
        assertThat(presence().bootId()).isNotEqualTo(before.bootId());
    }

    @Test
    void anotherFirmwareSuspendsAcceleration() {
        associate();

        assertThat(sag("device", branch, "firmware", "2.3.9"))
                .isEqualTo(new CommandLineRun(0, branch + " is given firmware 2.3.9\n", List.of()));

        shownOnce("firmware  2.3.9");
        shownOnce("acceleration is suspended: the firmware is too old\n");
    }

    @Test
    void whatIsNoDeviceOrNoFaultIsBadUsage() {
        sag("device", "sag-none").assertIsBadUsage("device: sag-none (expected: a serial number, the id or the name");
        sag("device", "sag-none", "reboot").assertIsBadUsage("device: sag-none (expected: a serial number, ");
        sag("device", "a b").assertIsBadUsage("device: a b (expected: a serial number, ");
        sag("device", "x", "explode")
                .assertIsBadUsage(
                        "explode (expected: offline, online, reboot, firmware VERSION, fault KIND, upgrade VERSION,"
                                + " retry, cancel, place or remove)");
        sag("device", "x", "offline", "online").assertIsBadUsage("offline online (expected: one fault at a time)");
        sag("device", "x", "firmware", "2.4.0", "2.4.1").assertIsBadUsage("firmware 2.4.0 2.4.1 (expected: one");
        sag("device", "x", "firmware").assertIsBadUsage("firmware has no version (expected: one, as 2.4.0)");
        sag("device", "x", "firmware", "two").assertIsBadUsage("two");
        sag("device").assertIsBadUsage("DEVICE");
        sag("status", "now").assertIsBadUsage("now");
    }

    @Test
    void anErrorOfTheControlApiIsTold() throws IOException {
        Path other = Files.createDirectory(devices.data().resolveSibling("other"));
        String credentials = Files.readString(devices.data().resolve("credentials"));
        Files.writeString(
                other.resolve("credentials"),
                credentials.replace(devices.world().controller().credentials().controlToken(), "wrong"));

        CommandLineRun refused =
                CommandLineRun.of("device", "x", "--endpoint", devices.endpoint(), "--data", other.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .containsExactly("sag: the credentials in " + other + " belong to another controller than the one at "
                        + devices.endpoint() + ": say --data, or --endpoint");
    }

    @Test
    void noControllerIsTold() throws IOException {
        int port = CommandLineRun.unusedPort();

        CommandLineRun.of(
                        "device",
                        "x",
                        "--endpoint",
                        "http://127.0.0.1:" + port,
                        "--data",
                        devices.data().toString())
                .assertFoundNoController(port);
    }

    @Test
    void whatAnswersAsNoControllerDoesIsNone() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, 0);
            exchange.getResponseBody().write("<html>".getBytes(UTF_8));
            exchange.close();
        });
        other.start();
        try {
            String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort();

            CommandLineRun outcome = CommandLineRun.of(
                    "status", "--endpoint", elsewhere, "--data", devices.data().toString());

            assertThat(outcome)
                    .isEqualTo(new CommandLineRun(
                            3, "", List.of("sag: no answer from " + elsewhere + ": it answers as no controller does")));
        } finally {
            other.stop(0);
        }
    }

    private CommandLineRun sag(String... arguments) {
        return devices.sag(arguments);
    }

    private void associate() {
        CommandLineRun answer = devices.associate(devices.branch());
        assertThat(answer.exitCode()).as(answer.toString()).isZero();
    }

    private Presence presence() {
        SerialNumber serial = new SerialNumber(branch);
        return devices.world()
                .controller()
                .store()
                .read(reading -> reading.devices().find(serial).orElseThrow().presence())
                .toCompletableFuture()
                .join();
    }

    private CommandLineRun shownOnce(String part) {
        return Await.until(() -> sag("device", branch), shown -> shown.out().contains(part));
    }

    /** Rates differ from run to run; they come, if they have come yet, after the second empty line. */
    private static String withoutRates(CommandLineRun shown) {
        int rates = shown.out().indexOf("\nMbit/s over ");
        return rates < 0 ? shown.out() : shown.out().substring(0, rates);
    }
}
