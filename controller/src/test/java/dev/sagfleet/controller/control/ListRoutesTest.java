package dev.sagfleet.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.Administration;
import dev.sagfleet.controller.inventory.Associations;
import dev.sagfleet.controller.inventory.Associations.Item;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists of the control API: what is asked for and what comes, page by page. */
class ListRoutesTest {
    private StoredInventory inventory;
    private ControlApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        api = new ControlApi(
                new ListRoutes(inventory.store(), new TrafficReports(InstantSource.system()), serial -> true).all());
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.registerOnline("sag-2", "box2", "2.3.9");
        inventory.registerOnline("sag-3", "box3", "2.10.0");
        inventory.disconnect("box3");
        inventory.register(
                StoredInventory.instance("sag-4", DeviceModel.SAG_100WM, HaType.WARM_BACKUP), "pair1", "pair2");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void devicesAreFoundByWhatTheyAre() {
        inventory.write(transaction -> Associations.associate(
                transaction, StoredInventory.REGION, StoredInventory.PLAN, List.of(new Item("sag-1", 10)), "call"));

        assertThat(serials(Map.of())).containsExactly("app1", "box1", "box2", "box3", "pair1", "pair2");
        assertThat(serials(Map.of("online", "true"))).containsExactly("box1", "box2");
        assertThat(serials(Map.of("online", "false", "model", "SAG-1000"))).containsExactly("box3");
        assertThat(serials(Map.of("firmware", "<2.4"))).containsExactly("box2");
        assertThat(serials(Map.of("firmware", ">=2.4.0"))).containsExactly("box1", "box3");
        assertThat(serials(Map.of("firmware", "2.4"))).containsExactly("box1");
        assertThat(serials(Map.of("firmware", "unknown"))).containsExactly("app1", "pair1", "pair2");
        assertThat(serials(Map.of("instance", "sag-4"))).containsExactly("pair1", "pair2");
        assertThat(serials(Map.of("instance", "sag-4", "role", "standby"))).containsExactly("pair2");
        assertThat(serials(Map.of("plan", StoredInventory.PLAN))).containsExactly("box1");
        assertThat(serials(Map.of("user", "user of app1"))).containsExactly("app1");
        assertThat(serials(Map.of("serial", "box2"))).containsExactly("box2");
        assertThat(serials(Map.of("pending", "false"))).isEmpty();
        assertThat(serials(Map.of("refused", "true"))).isEmpty();
        assertThat(serials(Map.of("suspended", "true"))).isEmpty();
    }

    @Test
    void aDeviceIsListedWithWhatIsToBeSaidOfIt() {
        assertThat(get("devices", Map.of("serial", "box1")))
                .hasToString("{\"devices\":[{\"serial\":\"box1\",\"instanceId\":\"sag-1\",\"instanceName\":\"name of"
                        + " sag-1\",\"model\":\"SAG-1000\",\"online\":true,\"firmware\":\"2.4.0\",\"role\":\"active\","
                        + "\"planId\":null,\"suspended\":false,\"pending\":true,\"refused\":false}]}");
    }

    @Test
    void instancesPlansAndOrdersAreFoundByWhatTheyAre() {
        inventory.change(transaction -> Administration.setArrears(transaction, "sag-2", true));
        inventory.write(transaction -> BandwidthOrders.place(
                transaction, StoredInventory.REGION, "sag-1", Order.Kind.DOWNGRADE, 20, false, "order", 1));

        assertThat(ids("instances", Map.of("status", "active"))).containsExactly("sag-1", "sag-app");
        assertThat(ids("instances", Map.of("status", "Arrearage"))).containsExactly("sag-2");
        assertThat(ids("instances", Map.of("arrears", "false", "model", "SAG-1000")))
                .containsExactly("sag-1", "sag-3");
        assertThat(ids("instances", Map.of("name", "name of sag-3"))).containsExactly("sag-3");
        assertThat(get("instances", Map.of("name", "name of sag-4")).toString())
                .contains("\"haType\":\"warm_backup\",\"status\":\"Offline\"", "\"devices\":2,\"online\":0");
        assertThat(ids("plans", Map.of("locked", "true"))).containsExactly("abwp-locked");
        assertThat(ids("plans", Map.of("region", "cn-hangzhou"))).containsExactly("abwp-far");
        assertThat(ids("orders", Map.of("status", "unpaid", "kind", "DOWNGRADE")))
                .hasSize(1);
        assertThat(ids("orders", Map.of("instance", "sag-2"))).isEmpty();
    }

    @Test
    void thePagesOfAListHaveEachItemOnce() {
        List<String> found = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("limit", "2"));
        for (int page = 0; page < 4; page++) {
            JsonNode answer = get("devices", query);
            answer.path("devices").forEach(item -> found.add(item.path("serial").asText()));
            if (answer.has("next")) {
                query.put("after", answer.path("next").asText());
            } else {
                query.clear();
                break;
            }
        }

        assertThat(found).containsExactly("app1", "box1", "box2", "box3", "pair1", "pair2");
        assertThat(query).isEmpty();
    }

    @Test
    void whatFewMeetIsFoundInPartsOfWhichNoneLooksAtEverything() {
        inventory.change(transaction -> {
            for (int i = 0; i < 20_100; i++) {
                transaction.plans().save(StoredInventory.plan("p-" + (100_000 + i), "r", 1, Optional.empty(), i));
            }
        });

        JsonNode first = get("plans", Map.of("name", "name of p-120099"));

        assertThat(first.path("plans")).isEmpty();
        assertThat(first.path("next").asText()).startsWith("p-");
        JsonNode second = get(
                "plans",
                Map.of("name", "name of p-120099", "after", first.path("next").asText()));
        assertThat(second.path("plans")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void whatIsNoFilterOrNoValueIsRefusedByName() {
        assertFails("devices", "colour", "red", "colour: unknown (expected: serial, online, ");
        assertFails("devices", "online", "yes", "online: yes (expected: true or false)");
        assertFails("devices", "model", "SAG-9", "model: SAG-9 (expected: SAG-100WM, SAG-1000, ");
        assertFails("devices", "firmware", "<two", "firmware: <two (expected: a version as 2.4.0, with =, <, ");
        assertFails("devices", "firmware", "=>2.4.0", "firmware: =>2.4.0 (expected: ");
        assertFails("devices", "role", "third", "role: third (expected: active, standby)");
        assertFails("devices", "serial", "a b", "serialNumber: a b");
        assertFails("instances", "status", "Gone", "status: Gone (expected: ");
        assertFails("plans", "limit", "0", "limit: 0 (expected: 1 to 1000)");
        assertFails("plans", "limit", "1001", "limit: 1001 (expected: 1 to 1000)");
        assertFails("orders", "kind", "SIDEGRADE", "kind: SIDEGRADE (expected: UPGRADE, DOWNGRADE)");
    }

    private void assertFails(String list, String filter, String value, String message) {
        assertThatThrownBy(() -> get(list, Map.of(filter, value)))
                .isInstanceOfSatisfying(ControlException.class, refused -> assertThat(refused.status())
                        .isEqualTo(400))
                .hasMessageContaining(message);
    }

    private List<String> serials(Map<String, String> query) {
        return values("devices", "serial", query);
    }

    private List<String> ids(String list, Map<String, String> query) {
        return values(list, "id", query);
    }

    private List<String> values(String list, String field, Map<String, String> query) {
        return get(list, query).path(list).findValuesAsText(field);
    }

    private JsonNode get(String list, Map<String, String> query) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        try {
            return api.handle("GET", "/_sag/" + list, parameters, new byte[0], "REQUEST-1", StoredInventory.NOW)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ControlException refused ? refused : e;
        }
    }
}
