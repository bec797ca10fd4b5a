package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades that go wrong over sockets, as they do on virtual time. */
class LiveUpgradeFaultsTest {
    private static final String NEW = "2.5.0";
    private static final long SIZE = 300_000;
    private static final String FLEET =
            """
            instances:
              - {model: SAG-100WM, count: 24, bandwidth: 50, firmware: 2.4.0, batches: {A: 50%, B: 50%}}
            firmwareFaults:
              models: {SAG-100WM: {boot: 10%, check: 10%, tunnel: 10%, flash: 10%, space: 10%, torn: 20%}}
              batches: {B: {check: 40%}}
              correlate: {tunnel: batch}
            """;

    @Test
    void aLiveFleetMeetsTheSameFaultsAsOneOnVirtualTime(@TempDir Path directory) throws IOException {
        var stage = new UpgradeStage(FLEET);
        stage.build(FirmwareVersion.parse(NEW), SIZE, DeviceModel.SAG_100WM);
        stage.devices().forEach(device -> stage.order(device.serial(), FirmwareVersion.parse(NEW)));
        stage.runUntilNoJobIsOpen(Duration.ofDays(1));
        Map<String, String> virtual = new TreeMap<>();
        for (DeviceBlueprint device : stage.devices()) {
            var job = stage.job(device.serial());
            virtual.put(
                    device.serial().text(),
                    job.state().name().toLowerCase(Locale.ROOT)
                            + ' '
                            + job.progress().code().number());
        }

        Map<String, String> live = live(directory, stage.devices());

        assertThat(live).isEqualTo(virtual);
        assertThat(live.values().stream().distinct()).hasSizeGreaterThan(3);
    }

    private static Map<String, String> live(Path directory, List<DeviceBlueprint> devices) throws IOException {
        var fleet = new FleetDefinition("upgrades.yaml", FLEET, 1);
        ControllerConfig config = ControllerConfig.in(directory).withPorts(0, 0);
        var conditions = Conditions.DEFAULT.withBackoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)));
        try (World world = World.start(config, Optional.empty(), Optional.of(fleet), fleet, conditions)) {
            Await.until(() -> world.controller().onlineCount() == devices.size());
            var control = new ControlClient(
                    world.controller().apiPort(),
                    world.controller().credentials().controlToken());
            var built = control.send(
                    "POST",
                    "firmware/images",
                    "{\"models\":[\"SAG-100WM\"],\"version\":\"" + NEW + "\",\"sizeBytes\":" + SIZE + '}');
            assertThat(built.statusCode()).as(built.body()).isEqualTo(200);
            for (DeviceBlueprint device : devices) {
                var ordered = control.send(
                        "POST", "devices/" + device.serial() + "/upgrade", "{\"version\":\"" + NEW + "\"}");
                assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(200);
            }
            Map<String, String> ends = new TreeMap<>();
            for (DeviceBlueprint device : devices) {
                ends.put(device.serial().text(), end(control, device.serial()));
            }
            return ends;
        }
    }

    private static String end(ControlClient control, SerialNumber serial) {
        JsonNode job = Await.until(
                () -> control.get("devices/" + serial + "/jobs").path("jobs").path(0),
                shown -> shown.path("isOver").asBoolean());
        return job.path("state").asText() + ' ' + job.path("code").asInt();
    }
}
