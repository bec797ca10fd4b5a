package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Associating and dissociating, from the client to the device itself. */
class AssociationTest {
    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void theDeviceItselfHoldsTheAssociation(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);

        ApiAnswer answer = calls(client).associate(hq(), branch.id(), 10);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(answer.requestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        Associate held = world.stateOf(serial).association().orElseThrow();
        assertThat(held.planId()).isEqualTo(hq());
        assertThat(held.limit()).isEqualTo(Bandwidth.ofMegabits(10));
        assertThat(held.commandId()).isEqualTo(answer.requestId());
        JsonNode device = world.device(serial);
        assertThat(TestWorld.isInStep(device)).as(device.toString()).isTrue();
        JsonNode desired = device.path("desired").path("acceleration");
        assertThat(desired.path("state").asText()).isEqualTo("associated");
        assertThat(desired.path("planId").asText()).isEqualTo(hq());
        assertThat(desired.path("bitsPerSecond").asLong()).isEqualTo(10_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void anAssociationShowsWhereInstancesAreDescribed(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();

        calls(client).associate(hq(), branch.id(), 7);

        JsonNode attribute = calls(client).describe(branch.id()).body();
        assertThat(attribute.path("ApplicationBandwidthPackageId").asText()).isEqualTo(hq());
        assertThat(attribute.path("ApplicationBandwidthPackageName").asText()).isEqualTo(world.planName(TestWorld.HQ));
        assertThat(attribute.path("ApplicationBandwidthPackageBussinessStatus").asText())
                .isEqualTo("Normal");
        assertThat(attribute.path("AccelerateBandwidth").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void theDeviceLosesTheAssociationAgain(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        calls(client).associate(hq(), branch.id(), 10);

        ApiAnswer answer = calls(client).dissociate(hq(), branch.id());

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).association()).isEmpty();
        assertThat(TestWorld.isInStep(world.device(TestWorld.onlySerial(branch))))
                .isTrue();
        assertThat(calls(client)
                        .describe(branch.id())
                        .body()
                        .path("ApplicationBandwidthPackageId")
                        .asText())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bothBoxesOfAPairAndAllUsersOfAnAppAreAssociated(OfficialClient client) {
        InstanceBlueprint pair = world.takePair();
        InstanceBlueprint app = world.takeModel(DeviceModel.APP);

        ApiAnswer answer = calls(client).associate(hq(), List.of(pair.id(), app.id()), 4, Map.of());

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        for (DeviceBlueprint device : pair.devices()) {
            assertThat(limitOf(device.serial())).isEqualTo(Bandwidth.ofMegabits(4));
        }
        assertThat(app.devices()).hasSize(3);
        for (DeviceBlueprint device : app.devices()) {
            assertThat(limitOf(device.serial())).isEqualTo(Bandwidth.ofMegabits(4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAppUserGetsFiveMegabitsOfAHigherPeak(OfficialClient client) {
        InstanceBlueprint app = world.takeModel(DeviceModel.APP);

        calls(client).associate(hq(), app.id(), 60);

        assertThat(limitOf(app.devices().get(2).serial())).isEqualTo(Bandwidth.ofMegabits(5));
    }

    @ParameterizedTest
    @EnumSource
    void twelveInstancesAreAssociatedAndDissociatedAtOnce(OfficialClient client) {
        List<InstanceBlueprint> twelve = world.takeBranches(12);

        ApiAnswer associated = calls(client).associate(hq(), Calls.ids(twelve), 20, Map.of());

        assertThat(associated.status()).as(associated.error()).isEqualTo(200);
        assertThat(twelve).allSatisfy(branch -> assertThat(
                        world.stateOf(TestWorld.onlySerial(branch)).association())
                .isPresent());

        ApiAnswer dissociated = calls(client).dissociate(hq(), Map.of("SmartAGIdList", Calls.ids(twelve)));

        assertThat(dissociated.status()).as(dissociated.error()).isEqualTo(200);
        assertThat(twelve).allSatisfy(branch -> assertThat(
                        world.stateOf(TestWorld.onlySerial(branch)).association())
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunSaysThatAllIsWellAndChangesNothing(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();

        ApiAnswer answer =
                calls(client).associate(hq(), List.of(branch.id()), 10, Map.of("DryRun", true, "ClientToken", "dry"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DryRunOperation");
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).association()).isEmpty();
        assertThat(calls(client)
                        .associate(hq(), List.of("sag-none"), 10, Map.of("DryRun", true))
                        .code())
                .isEqualTo("ResourceNotFound.SmartAccessGateway");
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatWithItsTokenGetsTheFirstAnswer(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        Map<String, String> token = Map.of("ClientToken", "a b*c~d/e+f=g&h%i " + client);

        ApiAnswer first = calls(client).associate(hq(), List.of(branch.id()), 10, token);
        ApiAnswer repeat = calls(client).associate(hq(), List.of(branch.id()), 10, token);
        ApiAnswer other = calls(client).associate(hq(), List.of(branch.id()), 11, token);

        assertThat(first.status()).as(first.error()).isEqualTo(200);
        assertThat(repeat).isEqualTo(first);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.code()).isEqualTo("IdempotentParameterMismatch");
        assertThat(world.device(TestWorld.onlySerial(branch))
                        .path("desired")
                        .path("acceleration")
                        .path("revision")
                        .asInt())
                .isEqualTo(1);
    }

    private static Calls calls(OfficialClient client) {
        return new Calls(world.api(client));
    }

    private static String hq() {
        return world.planId(TestWorld.HQ);
    }

    private static Bandwidth limitOf(SerialNumber serial) {
        return world.stateOf(serial).association().orElseThrow().limit();
    }
}
