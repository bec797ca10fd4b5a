package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lists on the command line, and devices by other names than their serial numbers. */
@Timeout(60)
class ListCommandsTest {
    private static final String FLEET =
            """
            plans:
              - {name: hq, bandwidth: 100}
            instances:
              - {model: SAG-100WM, count: 1, bandwidth: 20, firmware: 2.3.9}
              - {model: SAG-1000, count: 1, bandwidth: 200, firmware: 2.4.0, ha: warm_backup}
              - {model: APP, count: 1, users: 3, firmware: 2.4.0}
            """;

    private static World world;
    private static Path data;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        data = directory.resolve("data");
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        world = World.start(
                ControllerConfig.in(data).withPorts(0, 0),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT);
        assertThat(sag("wait").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void devicesAreListedWithTheColumnsThatAreChosen() {
        CommandLineRun listed = sag("devices", "--firmware", "<2.4.0", "--columns", "serial,state,firmware");

        String serial = serials(branch()).get(0);
        assertThat(listed)
                .isEqualTo(new CommandLineRun(
                        0,
                        "serial" + " ".repeat(serial.length() - 6) + "  state   firmware\n" + serial
                                + "  online  2.3.9\n",
                        List.of()));
        assertThat(sag("devices", "--online").out().lines()).hasSize(1 + 6);
        assertThat(sag("devices", "--offline").out().lines()).hasSize(1);
        assertThat(sag("devices", "--limit", "2").out().lines()).hasSize(1 + 2);
        assertThat(sag("devices", "--json", "--role", "standby").out())
                .startsWith("{\"serial\":\"" + serials(pair()).get(1) + "\"")
                .hasLineCount(1);
    }

    @Test
    void aDeviceIsPutAtAPlaceAndFoundByIt() {
        String serial = branch().devices().get(0).serial().text();

        CommandLineRun placed = sag(
                "device",
                serial,
                "place",
                "--site",
                "tower-1",
                "--zone",
                "Asia/Tokyo",
                "--batch",
                "B",
                "--tag",
                "ring=a");

        assertThat(placed.out()).isEqualTo(serial + " is at tower-1, cn-shanghai, Asia/Tokyo, batch B, ring=a\n");
        assertThat(sag("device", serial).out())
                .containsPattern("place +tower-1, cn-shanghai, Asia/Tokyo, batch B, ring=a\n");
        assertThat(sag("devices", "--tag", "ring=a", "--columns", "serial,site,zone,batch,tags")
                        .out())
                .isEqualTo("serial            site     zone        batch  tags\n" + serial
                        + "  tower-1  Asia/Tokyo  B      ring=a\n");
        assertThat(sag("devices", "--site", "tower-1", "--tag", "ring=b").out().lines())
                .hasSize(1);
        sag("device", serial, "place")
                .assertIsBadUsage("place says nothing (expected: --site, --zone, --batch or --tag)");
        sag("device", serial, "reboot", "--site", "a").assertIsBadUsage("reboot --site, --zone, --batch and --tag");
        assertThat(sag("device", serial, "place", "--tag", "ring=a,b").errors().get(0))
                .contains("tag ring: a,b");
    }

    @Test
    void instancesPlansAndOrdersAreListed() {
        assertThat(sag("instances", "--model", "SAG-1000").out()).contains("devices  online", pair().id());
        assertThat(sag("plans").out()).contains("hq", "100", "cn-shanghai");
        assertThat(sag("orders").out()).isEqualTo("id  instance  kind  from  to  status\n");
    }

    @Test
    void whatIsNoColumnOrNoFilterIsBadUsage() {
        sag("devices", "--columns", "serial,colour")
                .assertIsBadUsage("--columns: colour (expected: serial, instance, ");
        sag("devices", "--model", "SAG-9").assertIsBadUsage("model: SAG-9 (expected: ");
        sag("devices", "--online", "--offline").assertIsBadUsage("--online, --offline: both (expected: one of them)");
        sag("orders", "--limit", "0").assertIsBadUsage("--limit: 0 (expected: 1 or more)");
    }

    @Test
    void aPairIsShownByItsInstanceWithTheActiveDeviceFirst() {
        CommandLineRun shown = sag("device", pair().id());

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out().lines().filter(line -> line.startsWith("serial ")))
                .containsExactly(
                        "serial    " + serials(pair()).get(0),
                        "serial    " + serials(pair()).get(1));
        sag("device", pair().id(), "reboot").assertIsBadUsage(pair().id() + ": the pair of ");
    }

    @Test
    void aDeviceIsFoundByTheNameOfItsInstanceAndByItsUser() {
        InstanceBlueprint app = world.blueprint().instances().get(2);
        String user = app.devices().get(1).userName().orElseThrow();

        assertThat(sag("device", branch().name()).out())
                .contains("serial    " + serials(branch()).get(0));
        assertThat(sag("device", user).out())
                .contains("serial    " + serials(app).get(1));
        sag("device", app.id()).assertIsBadUsage(app.id() + ": the instance of ");
        sag("device", "nobody").assertIsBadUsage("device: nobody (expected: a serial number, the id or the name of");
    }

    private static InstanceBlueprint branch() {
        return world.blueprint().instances().get(0);
    }

    private static InstanceBlueprint pair() {
        return world.blueprint().instances().get(1);
    }

    private static List<String> serials(InstanceBlueprint instance) {
        return instance.devices().stream().map(device -> device.serial().text()).toList();
    }

    private static CommandLineRun sag(String... arguments) {
        String endpoint = "http://127.0.0.1:" + world.controller().apiPort();
        return CommandLineRun.of(
                Stream.concat(Stream.of(arguments), Stream.of("--endpoint", endpoint, "--data", data.toString()))
                        .toArray(String[]::new));
    }
}
