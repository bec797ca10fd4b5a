package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A small fleet with its controller on free ports of this machine, all devices online. Each test takes the
 * instances that it changes, so that none depends on another.
 */
public final class TestWorld implements AutoCloseable {
    static final String REGION = "cn-shanghai";
    static final AccessKey ROOT = new AccessKey("LTAI5tTestWorld", "secret/with+signs=");

    /** Of 100 Mbit/s. */
    static final int HQ = 0;

    /** Of 50 Mbit/s. */
    static final int BRANCHES = 1;

    /** Nobody is ever associated with it. */
    static final int SPARE = 2;

    private static final String FLEET =
            """
            region: cn-shanghai
            ccn: {name: "分支机构 & Söhne (100%) *~"}
            plans:
              - {name: "总部 加速+", bandwidth: 100}
              - {name: branches, bandwidth: 50}
              - {name: spare, bandwidth: 10}
            instances:
              - {model: SAG-100WM, count: 90, bandwidth: 20, firmware: 2.4.0}
              - {model: SAG-100WM, count: 16, bandwidth: 20, firmware: 2.3.1.1}
              - {model: SAG-100WM, count: 6, bandwidth: 50, firmware: 2.10.0}
              - {model: SAG-100WM, count: 8, bandwidth: 50, ha: warm_backup, firmware: 2.4.0}
              - {model: SAG-100WM, count: 12, bandwidth: 50, ha: cold_backup, firmware: {2.3.1.1: 50%, 2.4.0: 50%}, mixed: true}
              - {model: SAG-1000, count: 8, bandwidth: 200, firmware: 2.4.0}
              - {model: SAG-VCPE, count: 4, bandwidth: 100, firmware: 2.4.0}
              - {model: APP, count: 12, users: 3, firmware: 2.4.0}
            """;

    private final World world;
    private final ControlClient control;
    private final Map<OfficialClient, ApiClient> clients = new EnumMap<>(OfficialClient.class);
    private final Set<String> taken = new HashSet<>();

    private TestWorld(World world) {
        this.world = world;
        control = new ControlClient(apiPort(), world.controller().credentials().controlToken());
        for (OfficialClient client : OfficialClient.values()) {
            clients.put(client, client.connect(apiPort(), ROOT));
        }
    }

    /** Its devices report every few seconds. */
    static TestWorld start(Path directory) {
        return start(directory, SessionTiming.DEFAULT.telemetry(), Conditions.DEFAULT);
    }

    static TestWorld start(Path directory, Duration telemetry, Conditions conditions) {
        SessionTiming timing = SessionTiming.DEFAULT.withTelemetry(telemetry);
        ControllerConfig config = ControllerConfig.in(directory)
                .withPorts(0, 0)
                .withTiming(Commands.WAIT_DEFAULT, Duration.ofSeconds(1), timing);
        var fleet = new FleetDefinition("test.yaml", FLEET, FleetDefinition.SEED_DEFAULT);
        var backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
        try {
            TestWorld started = new TestWorld(
                    World.start(config, Optional.of(ROOT), Optional.of(fleet), fleet, conditions.withBackoff(backoff)));
            started.awaitOnline();
            return started;
        } catch (IOException e) {
            throw new AssertionError("no world", e);
        }
    }

    private void awaitOnline() {
        Await.until(() -> world.controller().onlineCount() == world.fleet().size());
    }

    int apiPort() {
        return world.controller().apiPort();
    }

    ApiClient api(OfficialClient client) {
        return Optional.ofNullable(clients.get(client)).orElseThrow();
    }

    ControlClient control() {
        return control;
    }

    List<InstanceBlueprint> instances() {
        return world.blueprint().instances();
    }

    String ccnId() {
        return world.blueprint().ccn().id();
    }

    String ccnName() {
        return world.blueprint().ccn().name();
    }

    String planId(int plan) {
        return world.blueprint().plans().get(plan).id();
    }

    String planName(int plan) {
        return world.blueprint().plans().get(plan).name();
    }

    /** A single SAG-100WM of 20 Mbit/s on 2.4.0 that no other test has. */
    InstanceBlueprint takeBranch() {
        return take(
                instance -> isSingle(instance) && isOn(instance, "2.4.0") && isModel(instance, DeviceModel.SAG_100WM));
    }

    /** So many of them. */
    List<InstanceBlueprint> takeBranches(int count) {
        return Stream.generate(this::takeBranch).limit(count).toList();
    }

    /** A single SAG-100WM on 2.3.1.1. */
    InstanceBlueprint takeOld() {
        return take(instance -> isSingle(instance) && isOn(instance, "2.3.1.1"));
    }

    /** A pair of SAG-100WM of 50 Mbit/s, both on 2.4.0 or later. */
    InstanceBlueprint takePair() {
        return take(instance -> !isSingle(instance) && !isApp(instance) && isOn(instance, "2.4.0"));
    }

    /** A pair of which just one box is on 2.3.1.1. */
    InstanceBlueprint takeMixedPair() {
        return take(instance -> !isSingle(instance)
                && !isApp(instance)
                && instance.devices().stream()
                                .map(DeviceBlueprint::version)
                                .distinct()
                                .count()
                        == 2);
    }

    InstanceBlueprint takeModel(DeviceModel model) {
        return take(instance -> isModel(instance, model));
    }

    private synchronized InstanceBlueprint take(Predicate<InstanceBlueprint> wished) {
        InstanceBlueprint free = instances().stream()
                .filter(wished.and(instance -> !taken.contains(instance.id())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such instance is left; let the fleet have more"));
        taken.add(free.id());
        return free;
    }

    private static boolean isSingle(InstanceBlueprint instance) {
        return !instance.haType().isPair() && !isApp(instance);
    }

    private static boolean isApp(InstanceBlueprint instance) {
        return isModel(instance, DeviceModel.APP);
    }

    private static boolean isModel(InstanceBlueprint instance, DeviceModel model) {
        return instance.model() == model;
    }

    private static boolean isOn(InstanceBlueprint instance, String version) {
        FirmwareVersion wished = FirmwareVersion.parse(version);
        return instance.devices().stream().allMatch(device -> device.version().equals(wished));
    }

    /** What a device itself knows and holds. */
    DeviceState stateOf(SerialNumber serial) {
        return world.fleet().stateOf(serial).join();
    }

    /** What the control API shows of a device. */
    JsonNode device(SerialNumber serial) {
        return control.get("devices/" + serial);
    }

    /** Who is there and who is missing. */
    JsonNode readyz() {
        return ApiAnswer.parse(control.send("GET", "../readyz", "").body());
    }

    /** What the control API shows of an instance. */
    JsonNode instance(String id) {
        return control.get("instances/" + id);
    }

    /** Puts another firmware on a device, and waits until it has booted with it and is back. */
    void setFirmware(SerialNumber serial, String version) {
        long epoch = device(serial).path("epoch").asLong();
        control.put("devices/" + serial + "/fault", "{\"firmware\":\"" + version + "\"}");
        Await.until(
                () -> device(serial),
                seen -> seen.path("epoch").asLong() > epoch
                        && seen.path("online").asBoolean()
                        && seen.path("firmware").asText().equals(version));
    }

    /** Disconnects a device, which stays away. */
    void disconnect(SerialNumber serial) {
        control.put("devices/" + serial + "/fault", "{\"online\":false}");
        Await.until(() -> device(serial), seen -> !seen.path("online").asBoolean());
    }

    /** Breaks the connection of a device, which comes back by itself. */
    void cut(SerialNumber serial) {
        assertThat(world.fleet().with(serial, Agent::cut)).isTrue();
    }

    /** Lets a device connect again. */
    void reconnect(SerialNumber serial) {
        control.put("devices/" + serial + "/fault", "{\"online\":true}");
        Await.until(() -> device(serial), seen -> seen.path("online").asBoolean());
    }

    /** Waits until a device has applied all that it should, and shows it. */
    JsonNode awaitInStep(SerialNumber serial) {
        return Await.until(() -> device(serial), TestWorld::isInStep);
    }

    /** Whether all that is desired of a device has been reported applied. */
    public static boolean isInStep(JsonNode device) {
        for (Map.Entry<String, JsonNode> desired : device.path("desired").properties()) {
            JsonNode reported = device.path("reported").path(desired.getKey());
            boolean same = reported.path("revision").equals(desired.getValue().path("revision"));
            if (!same || !reported.path("state").asText().equals("applied")) {
                return false;
            }
        }
        return true;
    }

    static SerialNumber onlySerial(InstanceBlueprint instance) {
        return instance.devices().get(0).serial();
    }

    @Override
    public void close() {
        world.close();
    }
}
