package dev.sagfleet.simulator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that show a running fleet and steer its devices. */
class ControlCommandsTest {
    private static final String FLEET =
            """
            plans:
              - {name: hq, bandwidth: 100}
            instances:
              - {model: SAG-100WM, count: 1, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-1000, count: 1, bandwidth: 200, firmware: 2.3.9}
            """;

    private static final long DEADLINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Path directory;
    private World world;

    @BeforeEach
    void start(@TempDir Path root) throws IOException {
        directory = root.resolve("data");
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        ControllerConfig config = ControllerConfig.in(directory)
                .withPorts(0, 0)
                .withTiming(
                        Commands.WAIT_DEFAULT,
                        Duration.ofSeconds(1),
                        SessionTiming.DEFAULT.withTelemetry(Duration.ofMillis(250)));
        world = World.start(
                config,
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT.withBackoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200))));
        until(() -> sag("device", branch()), shown -> shown.out().contains("state     online"));
        until(() -> sag("device", headquarters()), shown -> shown.out().contains("state     online"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aDeviceIsShownAsItShouldBeBesideWhatItSaid() {
        associate();

        CommandLineRun shown = until(
                () -> sag("device", branch()), device -> device.out().split("applied, revision 1", -1).length == 3);

        assertThat(withoutRates(shown))
                .isEqualTo(
                        """
                        serial    %s
                        instance  %s
                        model     SAG-100WM
                        state     online
                        firmware  2.4.0
                        role      active

                                      desired                                       reported
                        acceleration  10 Mbit/s of %s, revision 1  applied, revision 1
                        bandwidth     20 Mbit/s, revision 1                         applied, revision 1
                        """
                                .formatted(branch(), instance(0).id(), planId()));
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.errors()).isEmpty();
    }

    @Test
    void theStatusShowsTheFleetAtAGlance() {
        associate();
        sag("device", headquarters(), "offline");
        until(() -> sag("device", headquarters()), shown -> shown.out().contains("state     offline"));
        sag("device", branch(), "firmware", "2.3.9");

        CommandLineRun status =
                until(() -> sag("status"), shown -> shown.out().matches("(?s).*SAG-100WM +1 +1\n.*suspended on +1 .*"));

        assertThat(status.out().substring(0, status.out().indexOf("Mbit/s passed")))
                .isEqualTo(
                        """
                        devices    registered  online
                        SAG-1000            1       0
                        SAG-100WM           1       1
                        all                 2       1

                        plans                   Mbit/s  instances  peaks, Mbit/s
                        %s hq     100          1             10

                        refused by    none
                        suspended on  1 device: %s

                        """
                                .formatted(planId(), branch()));
        assertThat(status.exitCode()).isZero();
        assertThat(status.errors()).isEmpty();
    }

    @Test
    void theStatusAddsUpWhatDevicesReport() {
        // Each is offered 1.4 times its bandwidth.
        CommandLineRun status = until(() -> sag("status"), shown -> shown.out().contains("passed by 2"));

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
        assertThat(sag("device", branch(), "offline"))
                .isEqualTo(new CommandLineRun(0, branch() + " goes offline\n", List.of()));
        shownOnce("state     offline");

        assertThat(sag("device", branch(), "online"))
                .isEqualTo(new CommandLineRun(0, branch() + " comes online\n", List.of()));
        shownOnce("state     online");
    }

    @Test
    void aRebootBeginsAnotherBootAndAnotherSession() {
        Presence before = presence();

        assertThat(sag("device", branch(), "reboot"))
                .isEqualTo(new CommandLineRun(0, branch() + " boots again\n", List.of()));

        until(
                () -> sag("device", branch()),
                shown -> presence().epoch() > before.epoch() && presence().online());
        assertThat(presence().bootId()).isNotEqualTo(before.bootId());
    }

    @Test
    void anotherFirmwareSuspendsAcceleration() {
        associate();

        assertThat(sag("device", branch(), "firmware", "2.3.9"))
                .isEqualTo(new CommandLineRun(0, branch() + " is given firmware 2.3.9\n", List.of()));

        shownOnce("firmware  2.3.9");
        shownOnce("acceleration is suspended: the firmware is too old\n");
    }

    @Test
    void whatIsNoDeviceOrNoFaultIsBadUsage() {
        assertBadUsage("device: sag-none (expected: a known one)", "device", "sag-none");
        assertBadUsage("device: sag-none (expected: one of the simulated fleet)", "device", "sag-none", "reboot");
        assertBadUsage("serialNumber: a b (expected: ", "device", "a b");
        assertBadUsage("explode (expected: offline, online, reboot or firmware VERSION)", "device", "x", "explode");
        assertBadUsage("offline online (expected: one fault at a time)", "device", "x", "offline", "online");
        assertBadUsage("firmware 2.4.0 2.4.1 (expected: one", "device", "x", "firmware", "2.4.0", "2.4.1");
        assertBadUsage("firmware has no version (expected: one, as 2.4.0)", "device", "x", "firmware");
        assertBadUsage("two", "device", "x", "firmware", "two");
        assertBadUsage("SERIAL", "device");
        assertBadUsage("now", "status", "now");
    }

    @Test
    void anErrorOfTheControlApiIsTold() throws IOException {
        Path other = Files.createDirectory(directory.resolveSibling("other"));
        String credentials = Files.readString(directory.resolve("credentials"));
        Files.writeString(
                other.resolve("credentials"),
                credentials.replace(world.controller().credentials().controlToken(), "wrong"));

        CommandLineRun refused = CommandLineRun.of("device", "x", "--endpoint", endpoint(), "--data", other.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .containsExactly("sag: Authorization: missing or wrong (expected: Bearer and the control token)");
    }

    @Test
    void noControllerIsTold() throws IOException {
        String nowhere;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "http://127.0.0.1:" + free.getLocalPort();
        }

        CommandLineRun outcome =
                CommandLineRun.of("device", "x", "--endpoint", nowhere, "--data", directory.toString());

        assertThat(outcome)
                .isEqualTo(new CommandLineRun(
                        3, "", List.of("sag: no controller at " + nowhere + " (start one with ./sag up)")));
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

            CommandLineRun outcome =
                    CommandLineRun.of("status", "--endpoint", elsewhere, "--data", directory.toString());

            assertThat(outcome)
                    .isEqualTo(new CommandLineRun(
                            3, "", List.of("sag: no answer from " + elsewhere + ": it answers as no controller does")));
        } finally {
            other.stop(0);
        }
    }

    private CommandLineRun sag(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--endpoint", endpoint(), "--data", directory.toString()));
        return CommandLineRun.of(line.toArray(String[]::new));
    }

    private void assertBadUsage(String part, String... arguments) {
        CommandLineRun outcome = sag(arguments);
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .startsWith("sag: ")
                .contains(part);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    private void associate() {
        CommandLineRun answer = sag(
                "api",
                "AssociateSmartAGWithApplicationBandwidthPackage",
                "--RegionId",
                world.blueprint().regionId(),
                "--ApplicationBandwidthPackageId",
                planId(),
                "--AssociateConfigs.1.SmartAGId",
                instance(0).id(),
                "--AssociateConfigs.1.Bandwidth",
                "10");
        assertThat(answer.exitCode()).as(answer.toString()).isZero();
    }

    private Presence presence() {
        SerialNumber serial = new SerialNumber(branch());
        return world.controller()
                .store()
                .read(reading -> reading.device(serial).orElseThrow().presence())
                .toCompletableFuture()
                .join();
    }

    private InstanceBlueprint instance(int index) {
        return world.blueprint().instances().get(index);
    }

    private String branch() {
        return instance(0).devices().get(0).serial().text();
    }

    private String headquarters() {
        return instance(1).devices().get(0).serial().text();
    }

    private String planId() {
        return world.blueprint().plans().get(0).id();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + world.controller().apiPort();
    }

    private CommandLineRun shownOnce(String part) {
        return until(() -> sag("device", branch()), shown -> shown.out().contains(part));
    }

    /** Rates differ from run to run; they come, if they have come yet, after the second empty line. */
    private static String withoutRates(CommandLineRun shown) {
        int rates = shown.out().indexOf("\nMbit/s over ");
        return rates < 0 ? shown.out() : shown.out().substring(0, rates);
    }

    /** What a command line brings once it is as wished for. */
    private static CommandLineRun until(Supplier<CommandLineRun> look, Predicate<CommandLineRun> wished) {
        long startNanos = System.nanoTime();
        CommandLineRun seen = look.get();
        while (!wished.test(seen)) {
            assertThat(System.nanoTime() - startNanos).as(seen.toString()).isLessThan(DEADLINE_NANOS);
            LockSupport.parkNanos(PAUSE_NANOS);
            seen = look.get();
        }
        return seen;
    }
}
