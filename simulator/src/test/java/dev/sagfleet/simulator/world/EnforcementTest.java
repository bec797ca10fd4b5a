package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the device itself refuses, with the controller's own check of versions switched off. */
class EnforcementTest {
    private static final String NOT_SUPPORTED =
            "400 UnsupportedFeature.ApplicationAccelerate:" + " The feature of ApplicationAccelerate is not supported.";

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
        world.control().put("settings", "{\"versionCheck\":false}");
    }

    @ParameterizedTest
    @EnumSource
    void anOldDeviceRefusesByItself(OfficialClient client) {
        InstanceBlueprint old = world.takeOld();
        SerialNumber serial = TestWorld.onlySerial(old);

        ApiAnswer answer = calls(client).associate(hq(), old.id(), 10);

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        assertThat(answer.detail()).hasValue(serial + ": found 2.3.1.1, required 2.4.0 or later (the device refused)");
        requireNothingAssociated(old);
        assertThat(calls(client)
                        .describe(old.id())
                        .body()
                        .path("ApplicationBandwidthPackageId")
                        .asText())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPairWithOneOldBoxIsNotAssociatedAtAll(OfficialClient client) {
        InstanceBlueprint pair = world.takeMixedPair();
        SerialNumber old = pair.devices().stream()
                .filter(device -> device.version().equals(FirmwareVersion.parse("2.3.1.1")))
                .map(DeviceBlueprint::serial)
                .findFirst()
                .orElseThrow();

        ApiAnswer answer = calls(client).associate(hq(), pair.id(), 10);

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        assertThat(answer.detail()).hasValue(old + ": found 2.3.1.1, required 2.4.0 or later (the device refused)");
        requireNothingAssociated(pair);
    }

    @ParameterizedTest
    @EnumSource
    void aVirtualBoxRefusesByItself(OfficialClient client) {
        InstanceBlueprint virtual = world.takeModel(DeviceModel.SAG_VCPE);

        ApiAnswer answer = calls(client).associate(hq(), virtual.id(), 10);

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        assertThat(answer.detail().orElse("")).contains("found SAG-VCPE");
        requireNothingAssociated(virtual);
    }

    @ParameterizedTest
    @EnumSource
    void theRefusalOfOneIsTakenBackFromAll(OfficialClient client) {
        List<InstanceBlueprint> branches = world.takeBranches(11);
        InstanceBlueprint old = world.takeOld();
        List<String> ids = new ArrayList<>(Calls.ids(branches));
        ids.add(6, old.id());

        ApiAnswer answer = calls(client).associate(hq(), ids, 10, Map.of());

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        requireNothingAssociated(old);
        branches.forEach(EnforcementTest::requireNothingAssociated);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedCallCanBeRepeatedWithItsTokenOnceTheDeviceIsUpdated(OfficialClient client) {
        InstanceBlueprint old = world.takeOld();
        SerialNumber serial = TestWorld.onlySerial(old);
        Map<String, String> token = Map.of("ClientToken", "again-" + client);
        calls(client).associate(hq(), List.of(old.id()), 10, token);

        world.setFirmware(serial, "2.4.0");
        ApiAnswer answer = calls(client).associate(hq(), List.of(old.id()), 10, token);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.stateOf(serial).association()).isPresent();
        assertThat(TestWorld.isInStep(world.device(serial))).isTrue();
    }

    @Test
    void aDeviceThatFallsBelowTheVersionSuspendsAccelerationAndKeepsItsAssociation() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        Calls calls = calls(OfficialClient.TEA);
        calls.associate(hq(), branch.id(), 10);

        world.setFirmware(serial, "2.3.9");

        assertThat(world.stateOf(serial).isSuspended()).isTrue();
        assertThat(world.stateOf(serial).rates().acceleration()).isEmpty();
        assertThat(isSuspended(world.device(serial))).isTrue();
        assertThat(calls.describe(branch.id())
                        .body()
                        .path("ApplicationBandwidthPackageId")
                        .asText())
                .isEqualTo(hq());

        world.setFirmware(serial, "2.4.0");

        assertThat(world.stateOf(serial).isSuspended()).isFalse();
        assertThat(world.stateOf(serial).rates().acceleration()).isPresent();
        JsonNode device = world.device(serial);
        assertThat(isSuspended(device)).isFalse();
        assertThat(TestWorld.isInStep(device)).isTrue();
    }

    @Test
    void aSuspendedDeviceThatIsDissociatedIsNotSuspendedAnyMore() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        Calls calls = calls(OfficialClient.TEA);
        calls.associate(hq(), branch.id(), 10);
        world.setFirmware(serial, "2.3.9");
        assertThat(isSuspended(world.device(serial))).isTrue();

        ApiAnswer answer = calls.dissociate(hq(), branch.id());

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.stateOf(serial).isSuspended()).isFalse();
        assertThat(isSuspended(world.device(serial))).isFalse();
    }

    private static boolean isSuspended(JsonNode device) {
        return device.path("reported").path("accelerationSuspended").asBoolean();
    }

    /** The devices are told again after the client has its answer, so they are waited for. */
    private static void requireNothingAssociated(InstanceBlueprint instance) {
        assertThat(world.instance(instance.id()).has("acceleration")).isFalse();
        for (DeviceBlueprint device : instance.devices()) {
            JsonNode view = world.awaitInStep(device.serial());
            assertThat(view.path("desired").path("acceleration").path("state").asText())
                    .isEqualTo("none");
            assertThat(world.stateOf(device.serial()).association()).isEqualTo(Optional.empty());
        }
    }

    private static Calls calls(OfficialClient client) {
        return new Calls(world.api(client));
    }

    private static String hq() {
        return world.planId(TestWorld.HQ);
    }
}
