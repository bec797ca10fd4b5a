package dev.sagfleet.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet for programs, page by page. */
class FleetListTest {
    private StoredInventory inventory;
    private ControlApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        api = new ControlApi(new FleetList(inventory.store(), new TrafficReports(InstantSource.system())).all());
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.register(
                StoredInventory.instance("sag-4", DeviceModel.SAG_100WM, HaType.WARM_BACKUP), "pair1", "pair2");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private JsonNode get(Map<String, String> query) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return api.handle("GET", "/_sag/fleet", parameters, new byte[0], "REQUEST-1", StoredInventory.NOW)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void eachDeviceIsThereOnceWithAllThatIsKnownOfItButItsKey() {
        List<JsonNode> devices = new ArrayList<>();
        JsonNode page = get(Map.of("limit", "3"));
        page.path("devices").forEach(devices::add);
        get(Map.of("limit", "3", "after", page.path("next").asText()))
                .path("devices")
                .forEach(devices::add);

        assertThat(devices.stream().map(device -> device.path("serial").asText()))
                .containsExactly("app1", "box1", "pair1", "pair2");
        assertThat(devices.get(0).path("user").asText()).isEqualTo("user of app1");
        assertThat(devices.get(0).path("bitsPerSecond").asLong()).isEqualTo(2_000_000);
        assertThat(devices.get(1).toString())
                .startsWith("{\"serial\":\"box1\",\"instanceId\":\"sag-1\",\"instanceName\":\"name of sag-1\",")
                .contains("\"model\":\"SAG-1000\",\"haType\":\"no_backup\",\"role\":\"active\"")
                .contains("\"site\":\"sag-1\",", "\"zone\":\"Asia/Shanghai\",\"online\":true,\"firmware\":\"2.4.0\"")
                .contains("\"knowsUpgrades\":")
                .doesNotContain("key");
        assertThat(devices.get(2).path("haType").asText()).isEqualTo("warm_backup");
        assertThat(devices.get(3).path("role").asText()).isEqualTo("standby");
        assertThat(devices.get(3).path("online").asBoolean()).isFalse();
        assertThat(devices.get(3).path("firmware").isNull()).isTrue();
        assertThat(page.path("nowMillis").asLong()).isEqualTo(StoredInventory.NOW);
    }

    @Test
    void itHasNoFilters() {
        assertThatThrownBy(() -> get(Map.of("online", "true")))
                .hasMessageContaining("online: unknown (expected: after, limit)");
    }
}
