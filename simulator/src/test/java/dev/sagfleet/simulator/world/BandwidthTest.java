package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders for more and for less, from the client to the limits of the device itself. */
class BandwidthTest {
    private static final String DOWNGRADE = "DowngradeSmartAccessGateway";

    @AutoClose
    private static TestWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory);
    }

    @ParameterizedTest
    @EnumSource
    void theDeviceIsLimitedToLessAndToMoreAgain(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);

        ApiAnswer down = calls(client).downgrade(branch.id(), 5);

        assertThat(down.status()).as(down.error()).isEqualTo(200);
        assertThat(down.body().path("OrderId").asText()).matches("[0-9]+");
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(5));
        assertThat(TestWorld.isInStep(world.device(serial))).isTrue();
        assertThat(calls(client)
                        .describe(branch.id())
                        .body()
                        .path("MaxBandwidth")
                        .asText())
                .isEqualTo("5");

        ApiAnswer up = calls(client).upgrade(branch.id(), 50);

        assertThat(up.status()).as(up.error()).isEqualTo(200);
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(50));
    }

    @ParameterizedTest
    @EnumSource
    void bothBoxesOfAPairAreLimited(OfficialClient client) {
        InstanceBlueprint pair = world.takePair();

        ApiAnswer answer = calls(client).downgrade(pair.id(), 30);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        for (DeviceBlueprint device : pair.devices()) {
            assertThat(world.stateOf(device.serial()).bandwidth()).isEqualTo(Bandwidth.ofMegabits(30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotLessOrOutOfTheRangeOfTheModelIsInvalid(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        InstanceBlueprint headquarters = world.takeModel(DeviceModel.SAG_1000);
        String error = "400 InvalidBandWidthSpec: Specified parameter BandWidthSpec is not valid.";

        assertThat(calls(client).downgrade(branch.id(), 20).error()).isEqualTo(error);
        assertThat(calls(client).downgrade(branch.id(), 1).error()).isEqualTo(error);
        assertThat(calls(client).upgrade(branch.id(), 20).error()).isEqualTo(error);
        assertThat(calls(client).upgrade(branch.id(), 51).error()).isEqualTo(error);
        assertThat(calls(client).downgrade(headquarters.id(), 9).error()).isEqualTo(error);
        assertThat(calls(client).downgrade(headquarters.id(), 10).status()).isEqualTo(200);
        assertThat(calls(client).downgrade("sag-none", 10).code()).isEqualTo("SAG.InstanceNoFound");
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).bandwidth()).isEqualTo(Bandwidth.ofMegabits(20));
    }

    @ParameterizedTest
    @EnumSource
    void anAppInstanceIsDowngradedInUsers(OfficialClient client) {
        InstanceBlueprint app = world.takeModel(DeviceModel.APP);
        calls(client).change("UpgradeSmartAccessGateway", app.id(), users(15, 5));

        assertThat(calls(client).change(DOWNGRADE, app.id(), users(7, 5)).error())
                .isEqualTo("400 SAG.InvalidUserCount: The specified UserCount is invalid.");
        assertThat(calls(client).change(DOWNGRADE, app.id(), users(15, 5)).error())
                .isEqualTo("400 SAG.InvalidUserCount: The specified UserCount is invalid.");
        assertThat(calls(client).change(DOWNGRADE, app.id(), users(10, 7)).error())
                .isEqualTo("400 SAG.InvalidDataPlan: The specified DataPlan is invalid.");
        ApiAnswer answer = calls(client).change(DOWNGRADE, app.id(), users(10, 5));

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(calls(client).describe(app.id()).body().path("UserCount").asInt())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void anOrderChangesNothingUntilItIsPaid(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);

        ApiAnswer answer = calls(client).change(DOWNGRADE, branch.id(), Map.of("BandWidthSpec", 5, "AutoPay", false));

        String order = "orders/" + answer.body().path("OrderId").asText();
        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(world.control().get(order).path("status").asText()).isEqualTo("UNPAID");
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(20));

        JsonNode paid = world.control().post(order + "/pay");

        assertThat(order).endsWith(paid.path("OrderId").asText());
        assertThat(world.control().get(order).path("status").asText()).isEqualTo("PAID");
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(5));
        assertThat(world.control().send("POST", order + "/pay", "").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatIsOvertakenIsClosed(OfficialClient client) {
        InstanceBlueprint branch = world.takeBranch();
        ApiAnswer waiting = calls(client).change(DOWNGRADE, branch.id(), Map.of("BandWidthSpec", 5, "AutoPay", false));

        calls(client).downgrade(branch.id(), 10);

        String order = "orders/" + waiting.body().path("OrderId").asText();
        assertThat(world.control().get(order).path("status").asText()).isEqualTo("CLOSED");
        assertThat(world.control().send("POST", order + "/pay", "").statusCode())
                .isEqualTo(409);
        assertThat(world.stateOf(TestWorld.onlySerial(branch)).bandwidth()).isEqualTo(Bandwidth.ofMegabits(10));
    }

    private static Map<String, Object> users(int count, int dataPlan) {
        return Map.of("UserCount", count, "DataPlan", dataPlan, "BandWidthSpec", 2, "AutoPay", true);
    }

    private static Calls calls(OfficialClient client) {
        return new Calls(world.api(client));
    }
}
