package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be associated or dissociated, and what the caller is told of it. */
class DeniedAssociationTest {
    private static final String NOT_SUPPORTED =
            "400 UnsupportedFeature.ApplicationAccelerate: The feature of ApplicationAccelerate is not supported.";

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void oneOldDeviceAmongThemLeavesAllOfThemAsTheyWere(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        InstanceBlueprint old = world.takeOld();

        ApiAnswer answer = calls(client).associate(hq(), List.of(branch.id(), old.id()), 10, Map.of());

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).association()).isEmpty();
        assertThat(world.instance(branch.id()).has("acceleration")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceOlderThanAccelerationIsRejectedWithWhatWasFoundAndRequired(OfficialClient client) {
        InstanceBlueprint old = world.takeOld();

        ApiAnswer answer = calls(client).associate(hq(), old.id(), 10);

        assertThat(answer.error()).isEqualTo(NOT_SUPPORTED);
        assertThat(answer.detail())
                .hasValue(TestWorld.onlySerial(old) + ": found version 2.3.1.1, required 2.4.0 or later");
    }

    @ParameterizedTest
    @EnumSource
    void aVirtualBoxIsRejected(OfficialClient client) {
        InstanceBlueprint virtual = world.takeModel(DeviceModel.SAG_VCPE);

        assertThat(calls(client).associate(hq(), virtual.id(), 10).error()).isEqualTo(NOT_SUPPORTED);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownPlanIsNotFound(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        String error = "400 ResourceNotFound.ApplicationBandwidthPackage:"
                + " The specified resource of ApplicationBandwidthPackage is not found.";

        assertThat(calls(client).associate("abwp-none", branch.id(), 10).error())
                .isEqualTo(error);
        assertThat(calls(client)
                        .associate(hq(), List.of(branch.id()), 10, Map.of("RegionId", "cn-hangzhou"))
                        .error())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceWithoutACcnIsDenied(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        world.control().put("instances/" + branch.id(), "{\"ccnId\":null}");

        assertThat(calls(client).associate(hq(), branch.id(), 10).error())
                .isEqualTo("400 OperationDenied.NoBindCcn: The CCN is not associated. The operation is denied.");

        world.control().put("instances/" + branch.id(), "{\"ccnId\":\"" + world.ccnId() + "\"}");
        assertThat(calls(client).associate(hq(), branch.id(), 10).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceInArrearsIsDenied(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        world.control().put("instances/" + branch.id(), "{\"arrears\":true}");

        assertThat(calls(client).associate(hq(), branch.id(), 10).error())
                .isEqualTo("400 OperationDenied.Arrearage: The operation is denied due to overdue payment.");
        assertThat(calls(client).describe(branch.id()).body().path("Status").asText())
                .isEqualTo("Arrearage");
    }

    @ParameterizedTest
    @EnumSource
    void aLockedPlanIsDenied(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        String plan = world.planId(TestWorld.SPARE);
        world.control().put("plans/" + plan, "{\"lockReason\":\"financial\"}");

        assertThat(calls(client).associate(plan, branch.id(), 10).error())
                .isEqualTo("400 IncorrectBusinessStatus.ApplicationBandwidthPackage:"
                        + " The business status of ApplicationBandwidthPackage is incorrect.");

        world.control().put("plans/" + plan, "{\"lockReason\":null}");
        assertThat(calls(client).associate(plan, branch.id(), 10).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceIsAssociatedOnlyOnce(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        calls(client).associate(hq(), branch.id(), 10);

        assertThat(calls(client)
                        .associate(world.planId(TestWorld.BRANCHES), branch.id(), 5)
                        .error())
                .isEqualTo("400 ResourceAlreadyAssociated.SmartAccessGateway:"
                        + " The specified resource of SmartAccessGateway is already associated.");
        assertThat(limitOf(TestWorld.onlySerial(branch))).isEqualTo(Bandwidth.ofMegabits(10));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownInstanceIsNotFound(OfficialClient client) {
        assertThat(calls(client).associate(hq(), "sag-none", 10).error())
                .isEqualTo("404 ResourceNotFound.SmartAccessGateway:"
                        + " The specified resource of SmartAccessGateway is not found.");
    }

    @ParameterizedTest
    @EnumSource
    void aPeakAboveThePlanIsDenied(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        String plan = world.planId(TestWorld.BRANCHES);

        assertThat(calls(client).associate(plan, branch.id(), 51).code())
                .isEqualTo("OperationDenied.BandwidthExceeded");
        assertThat(calls(client).associate(plan, branch.id(), 50).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAssociatedCannotBeDissociated(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();

        assertThat(calls(client).dissociate(hq(), branch.id()).code())
                .isEqualTo("ResourceNotAssociated.SmartAccessGateway");
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
