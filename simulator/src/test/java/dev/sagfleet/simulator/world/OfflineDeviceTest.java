package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are offline while they are changed, and what becomes of the change. */
class OfflineDeviceTest {
    @AutoClose
    private static TestWorld world;

    private static Calls calls;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
        calls = new Calls(world.api(OfficialClient.TEA));
    }

    @Test
    void aDeviceThatWasAwayFollowsOnceItIsBack() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        world.disconnect(serial);

        ApiAnswer answer = calls.downgrade(branch.id(), 5);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(stateOfBandwidth(serial)).isEqualTo("pending");
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(20));

        world.reconnect(serial);

        JsonNode device = world.awaitInStep(serial);
        assertThat(device.path("desired")
                        .path("bandwidth")
                        .path("bitsPerSecond")
                        .asLong())
                .isEqualTo(5_000_000);
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(5));
    }

    @Test
    void aDeviceThatWasAwayLearnsTheLatestOfSeveralChanges() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        calls.associate(hq(), branch.id(), 10);
        world.disconnect(serial);

        assertThat(calls.dissociate(hq(), branch.id()).status()).isEqualTo(200);
        assertThat(calls.downgrade(branch.id(), 12).status()).isEqualTo(200);
        assertThat(calls.downgrade(branch.id(), 8).status()).isEqualTo(200);
        assertThat(world.stateOf(serial).association()).isPresent();
        world.reconnect(serial);

        world.awaitInStep(serial);
        assertThat(world.stateOf(serial).association()).isEmpty();
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(8));
    }

    @Test
    void anInstanceWithNoDeviceOnlineCannotBeAssociated() {
        InstanceBlueprint branch = world.takeBranch();
        world.disconnect(TestWorld.onlySerial(branch));

        ApiAnswer answer = calls.associate(hq(), branch.id(), 10);

        assertThat(answer.error())
                .isEqualTo("400 IncorrectStatus.SmartAccessGateway: The status of SmartAccessGateway is incorrect.");
        assertThat(calls.describe(branch.id()).body().path("Status").asText()).isEqualTo("Offline");
    }

    @Test
    void theStandbyOfAPairFollowsOnceItIsBack() {
        InstanceBlueprint pair = world.takePair();
        SerialNumber standby = inRole(pair, "standby");
        world.disconnect(standby);

        ApiAnswer answer = calls.associate(hq(), pair.id(), 10);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.device(standby)
                        .path("reported")
                        .path("acceleration")
                        .path("state")
                        .asText())
                .isEqualTo("pending");

        world.reconnect(standby);

        world.awaitInStep(standby);
        assertThat(world.stateOf(standby).association()).isPresent();
    }

    @Test
    void theStandbyTakesOverFromAnActiveBoxThatIsGone() {
        InstanceBlueprint pair = world.takePair();
        SerialNumber active = inRole(pair, "active");
        SerialNumber standby = inRole(pair, "standby");

        world.disconnect(active);

        Await.until(() -> world.stateOf(standby), state -> state.role() == HaRole.ACTIVE);
        Await.until(() -> inRole(pair, "active").equals(standby));
        JsonNode first =
                calls.describe(pair.id()).body().path("Devices").path("Device").path(0);
        assertThat(first.path("SerialNumber").asText()).isEqualTo(standby.text());
        assertThat(first.path("HaState").asText()).isEqualTo("Active");

        world.reconnect(active);

        world.awaitInStep(active);
        assertThat(world.stateOf(active).role()).isEqualTo(HaRole.STANDBY);
        assertThat(world.stateOf(standby).role()).isEqualTo(HaRole.ACTIVE);
    }

    private static SerialNumber inRole(InstanceBlueprint pair, String role) {
        List<SerialNumber> found = pair.devices().stream()
                .map(DeviceBlueprint::serial)
                .filter(serial -> world.device(serial).path("role").asText().equals(role))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String stateOfBandwidth(SerialNumber serial) {
        return world.device(serial)
                .path("reported")
                .path("bandwidth")
                .path("state")
                .asText();
    }

    private static String hq() {
        return world.planId(TestWorld.HQ);
    }
}
