package dev.sagfleet.controller.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Associations;
import dev.sagfleet.controller.inventory.Associations.Item;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the control API shows and sets, as JSON to the letter. */
class ControlRoutesTest {
    private final TrafficReports reports = new TrafficReports(InstantSource.fixed(Instant.EPOCH));
    private final Events events = new Events(() -> Instant.EPOCH);
    private StoredInventory inventory;
    private ControlApi api;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        api = new ControlApi(new ControlRoutes(
                        inventory.store(), reports, serial -> !serial.text().equals("gone"), events)
                .all());
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aRouteMatchesItsPathAndTakesWhatStandsForItsStars() {
        Route route = new Route("POST", "/_sag/orders/*/pay", request -> {
            throw new AssertionError("not called");
        });

        assertThat(route.match("/_sag/orders/203/pay")).contains(List.of("203"));
        assertThat(route.match("/_sag/orders//pay")).contains(List.of(""));
        assertThat(route.match("/_sag/orders/203")).isEmpty();
        assertThat(route.match("/_sag/orders/203/pay/")).isEmpty();
        assertThat(route.match("/_sag/orders/203/refund")).isEmpty();
    }

    @Test
    void anUnknownPathIsNotFoundAndAnotherMethodNotAllowed() {
        assertFails(404, "path: /_sag/nothing", () -> call("GET", "/_sag/nothing", ""));
        assertFails(405, "method: DELETE", () -> call("DELETE", "/_sag/settings", ""));
        assertFails(400, "body: ", () -> call("PUT", "/_sag/settings", "[]"));
    }

    @Test
    void aDeviceShowsWhatItShouldBeAndWhatItSaidAndWhatItCarries() {
        inventory.write(transaction -> Associations.associate(
                transaction, StoredInventory.REGION, StoredInventory.PLAN, List.of(new Item("sag-1", 10)), "call"));
        answer(Aspect.ACCELERATION, Optional.of(new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0")));
        reports.add(new SerialNumber("box1"), 1, report(1, 0));
        reports.add(new SerialNumber("box1"), 1, report(3, 1_000));

        assertThat(call("GET", "/_sag/devices/box1", ""))
                .isEqualTo("{\"serial\":\"box1\",\"instanceId\":\"sag-1\",\"model\":\"SAG-1000\",\"online\":true,"
                        + "\"firmware\":\"2.4.0\",\"role\":\"active\",\"epoch\":1,"
                        + "\"place\":{\"site\":\"sag-1\",\"region\":\"cn-shanghai\",\"zone\":\"Asia/Shanghai\"},"
                        + "\"desired\":{"
                        + "\"acceleration\":{\"revision\":1,\"commandId\":\"call\",\"state\":\"associated\","
                        + "\"planId\":\"abwp-1\",\"bitsPerSecond\":10000000},"
                        + "\"bandwidth\":{\"revision\":1,\"commandId\":\"registration\",\"bitsPerSecond\":50000000}},"
                        + "\"reported\":{\"acceleration\":{\"revision\":1,\"state\":\"refused\",\"refusal\":"
                        + "{\"reason\":\"VERSION_TOO_OLD\",\"found\":\"2.3.9\",\"required\":\"2.4.0\"}},"
                        + "\"bandwidth\":{\"revision\":0,\"state\":\"pending\"},\"accelerationSuspended\":false},"
                        + "\"rates\":{\"current\":true,\"intervalSeconds\":2.0,\"uplink\":" + rates() + ",\"downlink\":"
                        + rates()
                        + "},\"counters\":{\"uptimeSeconds\":3.0,\"uplink\":" + counters() + ",\"downlink\":"
                        + counters() + "}}");
        assertFails(404, "device: nobody", () -> call("GET", "/_sag/devices/nobody", ""));
        assertFails(400, "serialNumber: ", () -> call("GET", "/_sag/devices/no serial", ""));
    }

    @Test
    void theStatusCountsDevicesPlansAndRefusalsAndAddsUpWhatPasses() {
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        inventory.registerOnline("sag-2", "box2", "2.4.0");
        inventory.registerOnline("sag-3", "gone", "2.4.0");
        inventory.disconnect("gone");
        inventory.write(transaction -> Associations.associate(
                transaction,
                StoredInventory.REGION,
                StoredInventory.PLAN,
                List.of(new Item("sag-1", 10), new Item("sag-2", 15)),
                "call"));
        answer(Aspect.ACCELERATION, Optional.of(new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0")));
        answer(Aspect.BANDWIDTH, Optional.of(new Refusal(Refusal.Reason.BANDWIDTH_OUT_OF_RANGE, "50", "2 to 20")));
        inventory.change(transaction -> Connections.accelerationChanged(
                transaction, new SerialNumber("box2"), 1, FirmwareVersion.parse("2.3.9"), true));
        for (String serial : List.of("box1", "box2", "gone")) {
            reports.add(new SerialNumber(serial), 1, report(1, 0));
            reports.add(new SerialNumber(serial), 1, report(3, 1_000));
        }
        reports.add(new SerialNumber("app1"), 1, report(1, 0));

        String direction = "{\"acceleratedBitsPerSecond\":8000,\"otherBitsPerSecond\":0}";
        assertThat(call("GET", "/_sag/status", ""))
                .isEqualTo("{\"devices\":{\"registered\":4,\"online\":2,\"models\":["
                        + "{\"model\":\"APP\",\"registered\":1,\"online\":0},"
                        + "{\"model\":\"SAG-1000\",\"registered\":3,\"online\":2}]},"
                        + "\"firmware\":[{\"firmware\":\"2.4.0\",\"registered\":2,\"online\":1},"
                        + "{\"firmware\":\"unknown\",\"registered\":1,\"online\":0},"
                        + "{\"firmware\":\"2.3.9\",\"registered\":1,\"online\":1}],"
                        + "\"plans\":{\"count\":4,\"first\":["
                        + planUse("abwp-1", "cn-shanghai", 20, 2, 25) + ','
                        + planUse("abwp-2", "cn-shanghai", 50, 0, 0) + ','
                        + planUse("abwp-locked", "cn-shanghai", 50, 0, 0) + ','
                        + planUse("abwp-far", "cn-hangzhou", 50, 0, 0) + "]},"
                        + "\"refused\":{\"devices\":1,\"first\":[\"box1\"]},"
                        + "\"suspended\":{\"devices\":1,\"first\":[\"box2\"]},"
                        + "\"passed\":{\"devices\":2,\"uplink\":" + direction + ",\"downlink\":" + direction + "}}");
    }

    @Test
    void theStatusNamesTheFirstFewAndCountsAll() {
        for (int i = 10; i < 20; i++) {
            inventory.registerOnline("sag-x" + i, "x" + i, "2.4.0");
            SerialNumber serial = new SerialNumber("x" + i);
            inventory.change(transaction ->
                    Connections.accelerationChanged(transaction, serial, 1, FirmwareVersion.parse("2.3.9"), true));
        }

        assertThat(call("GET", "/_sag/status", ""))
                .contains("\"suspended\":{\"devices\":10,\"first\":[\"x10\",\"x11\",\"x12\",\"x13\",\"x14\"]}")
                .contains("\"refused\":{\"devices\":0,\"first\":[]}");
    }

    private static String planUse(String id, String regionId, int megabits, int instances, int peaks) {
        return "{\"id\":\"" + id + "\",\"name\":\"name of " + id + "\",\"regionId\":\"" + regionId
                + "\",\"bandwidthMbps\":" + megabits + ",\"instances\":" + instances + ",\"peaksMbps\":" + peaks + '}';
    }

    @Test
    void anInstanceIsShownAndPutInArrearsAndUnbound() {
        String shown = "{\"id\":\"sag-1\",\"name\":\"name of sag-1\",\"regionId\":\"cn-shanghai\","
                + "\"model\":\"SAG-1000\",\"haType\":\"no_backup\",\"status\":\"%s\",\"arrears\":%s,\"ccnId\":%s,"
                + "\"bandwidthMbps\":50,\"userCount\":0,\"devices\":[\"box1\"]}";

        assertThat(call("GET", "/_sag/instances/sag-1", "")).isEqualTo(shown.formatted("Active", "false", "\"ccn-1\""));
        assertThat(call("PUT", "/_sag/instances/sag-1", "{\"arrears\":true,\"ccnId\":null}"))
                .isEqualTo(shown.formatted("Arrearage", "true", "null"));
        assertThat(call("PUT", "/_sag/instances/sag-1", "{\"arrears\":false}"))
                .isEqualTo(shown.formatted("Received", "false", "null"));
        assertThat(call("PUT", "/_sag/instances/sag-1", "{\"ccnId\":\"ccn-1\"}"))
                .isEqualTo(shown.formatted("Active", "false", "\"ccn-1\""));
    }

    @Test
    void aChangeOfAnInstanceIsMadeWholeOrNotAtAll() {
        StoredInventory.assertRejected(
                Rejection.CCN_NOT_FOUND,
                "ccn-far",
                () -> call("PUT", "/_sag/instances/sag-1", "{\"arrears\":true,\"ccnId\":\"ccn-far\"}"));

        assertThat(inventory.instance("sag-1").inArrears()).isFalse();
        assertFails(404, "instance: sag-none", () -> call("GET", "/_sag/instances/sag-none", ""));
        assertFails(404, "instance: sag-none", () -> call("PUT", "/_sag/instances/sag-none", "{}"));
        assertFails(400, "status: unknown", () -> call("PUT", "/_sag/instances/sag-1", "{\"status\":\"Active\"}"));
    }

    @Test
    void aPlanIsLockedAndUnlocked() {
        assertThat(call("PUT", "/_sag/plans/abwp-1", "{\"lockReason\":\"financial\"}"))
                .isEqualTo("{\"id\":\"abwp-1\",\"name\":\"name of abwp-1\",\"regionId\":\"cn-shanghai\","
                        + "\"bandwidthMbps\":20,\"lockReason\":\"financial\"}");
        assertThat(call("PUT", "/_sag/plans/abwp-1", "{\"lockReason\":null}")).endsWith("\"lockReason\":null}");
        assertThat(call("GET", "/_sag/plans/abwp-1", "")).endsWith("\"lockReason\":null}");
        assertFails(400, "lockReason: missing", () -> call("PUT", "/_sag/plans/abwp-1", "{}"));
        assertFails(404, "plan: abwp-none", () -> call("GET", "/_sag/plans/abwp-none", ""));
    }

    @Test
    void anOrderIsShown() {
        String orderId = inventory
                .write(transaction -> BandwidthOrders.place(
                        transaction, StoredInventory.REGION, "sag-1", Order.Kind.DOWNGRADE, 20, false, "order", 1))
                .value()
                .id();

        assertThat(call("GET", "/_sag/orders/" + orderId, ""))
                .isEqualTo("{\"id\":\"203370000000001\",\"instanceId\":\"sag-1\",\"kind\":\"DOWNGRADE\","
                        + "\"from\":50,\"to\":20,\"status\":\"UNPAID\"}");
        assertFails(404, "order: 1", () -> call("GET", "/_sag/orders/1", ""));
    }

    @Test
    void settingsAreShownAndChanged() {
        assertThat(call("GET", "/_sag/settings", "")).isEqualTo("{\"versionCheck\":true}");
        assertThat(call("PUT", "/_sag/settings", "{\"versionCheck\":false}")).isEqualTo("{\"versionCheck\":false}");
        assertThat(call("PUT", "/_sag/settings", "")).isEqualTo("{\"versionCheck\":false}");
    }

    @Test
    void anAppClientShowsItsUser() {
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");

        assertThat(call("GET", "/_sag/devices/app1", ""))
                .startsWith("{\"serial\":\"app1\",\"instanceId\":\"sag-app\",\"model\":\"APP\","
                        + "\"user\":\"user of app1\",\"online\":false,\"firmware\":null,");
    }

    private void answer(Aspect aspect, Optional<Refusal> refusal) {
        inventory.change(transaction ->
                Connections.answered(transaction, new SerialNumber("box1"), aspect, new Revision(1), refusal));
    }

    private static Telemetry report(long seconds, long passedBytes) {
        Traffic traffic =
                new Traffic(new Counters(2 * passedBytes, passedBytes, 0, passedBytes / 2), new Counters(0, 0, 0));
        return new Telemetry(seconds * 1_000_000_000, traffic, traffic);
    }

    private static String rates() {
        return "{\"accelerated\":{\"offeredBitsPerSecond\":8000.0,\"passedBitsPerSecond\":4000.0,"
                + "\"droppedBitsPerSecond\":0.0,\"delayedBitsPerSecond\":2000.0},"
                + "\"other\":{\"offeredBitsPerSecond\":0.0,\"passedBitsPerSecond\":0.0,"
                + "\"droppedBitsPerSecond\":0.0,\"delayedBitsPerSecond\":0.0}}";
    }

    private static String counters() {
        return "{\"accelerated\":{\"offeredBytes\":2000,\"passedBytes\":1000,\"droppedBytes\":0,"
                + "\"delayedBytes\":500},\"other\":{\"offeredBytes\":0,\"passedBytes\":0,\"droppedBytes\":0,"
                + "\"delayedBytes\":0}}";
    }

    /** The answer as JSON; throws what the route throws or fails with. */
    private String call(String method, String path, String body) {
        try {
            return api.handle(method, path, Map.of(), body.getBytes(UTF_8), "REQUEST-1", StoredInventory.NOW)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join()
                    .toString();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void assertFails(int status, String start, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageStartingWith(start);
    }
}
