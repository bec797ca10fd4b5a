package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A world that much was done to and that is brought back to what it was at first. */
@Timeout(120)
class ResetTest {
    private static final Duration QUICK = Duration.ofSeconds(10);

    @AutoClose
    private TestWorld world;

    @BeforeEach
    void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @Test
    void everythingIsAsAtTheFirstStart() throws Exception {
        InstanceBlueprint branch = world.takeBranch();
        InstanceBlueprint pair = world.takePair();
        InstanceBlueprint old = world.takeOld();
        InstanceBlueprint gone = world.takeBranch();
        List<InstanceBlueprint> touched = List.of(branch, pair, old, gone);
        List<JsonNode> before = touched.stream().map(this::shown).toList();
        Calls calls = new Calls(world.api(OfficialClient.SDK_CORE_GET));

        String planId = world.planId(TestWorld.HQ);
        assertThat(calls.associate(planId, List.of(branch.id()), 10, Map.of("ClientToken", "t"))
                        .status())
                .isEqualTo(200);
        assertThat(calls.associate(planId, pair.id(), 10).status()).isEqualTo(200);
        assertThat(calls.downgrade(branch.id(), 15).status()).isEqualTo(200);
        world.setFirmware(TestWorld.onlySerial(branch), "2.3.9");
        world.disconnect(TestWorld.onlySerial(old));
        world.control().send("DELETE", "devices/" + TestWorld.onlySerial(gone), "");
        world.control().put("instances/" + pair.id(), "{\"arrears\":true}");
        world.control().put("plans/" + planId, "{\"lockReason\":\"financial\"}");
        world.control().put("settings", "{\"versionCheck\":false}");
        assertThat(touched.stream().map(this::shown).toList()).isNotEqualTo(before);

        world.control().post("reset");

        Await.until(
                "all online",
                QUICK,
                () -> world.readyz().path("status").asText().equals("ready"));
        assertThat(world.readyz().path("devices").path("toldOffline").asInt()).isZero();
        for (InstanceBlueprint instance : touched) {
            for (DeviceBlueprint device : instance.devices()) {
                JsonNode inStep = world.awaitInStep(device.serial());
                assertThat(FirmwareVersion.parse(inStep.path("firmware").asText()))
                        .isEqualTo(device.version());
                assertThat(world.stateOf(device.serial()).association()).isEmpty();
            }
        }
        assertThat(touched.stream().map(this::shown).toList()).isEqualTo(before);
        assertThat(world.control().get("plans/" + planId).path("lockReason").isNull())
                .isTrue();
        assertThat(world.control().get("settings").path("versionCheck").asBoolean())
                .isTrue();
        // The token of before is forgotten: the call is made again, and devices follow it.
        assertThat(calls.associate(planId, List.of(branch.id()), 12, Map.of("ClientToken", "t"))
                        .status())
                .isEqualTo(200);
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).association()).isPresent();
    }

    @Test
    void callsUnderWayAreMadeBeforeItOrAfterItAndDevicesEndInStep() {
        List<InstanceBlueprint> branches = world.takeBranches(8);
        // This client tells a status to each of its threads.
        Calls calls = new Calls(world.api(OfficialClient.TEA));
        String planId = world.planId(TestWorld.HQ);
        var isOver = new AtomicBoolean();
        List<CompletableFuture<Void>> callers = branches.stream()
                .map(branch -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; !isOver.get(); i++) {
                        ApiAnswer answer = i % 2 == 0
                                ? calls.associate(planId, branch.id(), 10)
                                : calls.dissociate(planId, branch.id());
                        // After a reset it is not associated any more; while its device is away it is offline.
                        assertThat(answer.status()).as(answer.toString()).isIn(200, 400, 404);
                    }
                }))
                .toList();

        for (int i = 0; i < 5; i++) {
            world.control().post("reset");
        }
        isOver.set(true);
        callers.forEach(CompletableFuture::join);

        Await.until(() -> world.readyz().path("status").asText().equals("ready"));
        for (InstanceBlueprint branch : branches) {
            SerialNumber serial = TestWorld.onlySerial(branch);
            world.awaitInStep(serial);
            boolean isAssociated = world.instance(branch.id()).has("acceleration");
            Await.until(() -> world.stateOf(serial).association().isPresent() == isAssociated);
        }
    }

    @Test
    void aDeviceThatAFaultKeepsOfflineIsNotWaitedFor() {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        long registered = world.readyz().path("devices").path("registered").asLong();

        world.disconnect(serial);

        assertThat(world.readyz().path("status").asText()).isEqualTo("ready");
        assertThat(world.readyz().path("devices").path("expected").asLong()).isEqualTo(registered - 1);
        world.reconnect(serial);
        assertThat(world.readyz().path("devices").path("expected").asLong()).isEqualTo(registered);
    }

    @Test
    void whateverChangesTheWorldIsAnEventThatSaysWhoDidIt() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        String planId = world.planId(TestWorld.HQ);
        world.control().put("devices/" + serial + "/fault", "{\"firmware\":\"2.5.0\",\"reboot\":true}");
        world.control().put("settings", "{\"versionCheck\":true}");
        world.control().put("instances/" + branch.id(), "{\"arrears\":true,\"ccnId\":null}");
        world.control().put("plans/" + planId, "{\"lockReason\":\"security\"}");
        world.control().send("DELETE", "devices/" + serial, "");

        assertThat(lines("registered,fault,setting,arrears,ccn,lock,removed"))
                .containsExactly(
                        "registered test.yaml "
                                + world.instances().stream()
                                        .mapToInt(instance -> instance.devices().size())
                                        .sum() + " devices by fleet",
                        "fault " + serial + " firmware 2.5.0, reboot by control API",
                        "setting versionCheck on by control API",
                        "arrears " + branch.id() + " overdue by control API",
                        "ccn " + branch.id() + " unbound by control API",
                        "lock " + planId + " locked: security by control API",
                        "removed " + serial + " of instance " + branch.id() + " by control API");
    }

    private List<String> lines(String kinds) {
        return Stream.of(world.control()
                        .send("GET", "events?follow=false&last=100&kind=" + kinds, "")
                        .body()
                        .split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(ApiAnswer::parse)
                .map(event -> event.path("kind").asText() + ' '
                        + event.path(event.has("serial") ? "serial" : "subject").asText() + ' '
                        + event.path("change").asText() + " by "
                        + event.path("by").asText())
                .toList();
    }

    private JsonNode shown(InstanceBlueprint instance) {
        ObjectNode shown = world.instance(instance.id()).deepCopy();
        instance.devices().forEach(device -> {
            var response = world.control().send("GET", "devices/" + device.serial(), "");
            JsonNode seen = ApiAnswer.parse(response.body());
            shown.put("firmware of " + device.serial(), seen.path("firmware").asText());
            shown.put(
                    "bandwidth of " + device.serial(),
                    seen.path("desired").path("bandwidth").path("bitsPerSecond").asLong());
        });
        return shown;
    }
}
