package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What devices let pass of a load that is above their limits, as they report it. */
class ShapingTest {
    private static final List<String> DIRECTIONS = List.of("uplink", "downlink");
    private static final double TOLERANCE_PERCENT = 0.1;

    /** Reports in a row that must show the rate, once one has. */
    private static final int REPORTS = 2;

    @AutoClose
    private static TestWorld world;

    private static Calls calls;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = TestWorld.start(directory, Duration.ofMillis(250), Conditions.DEFAULT);
        calls = new Calls(world.api(OfficialClient.TEA));
    }

    @Test
    void allTrafficTogetherHasTheBandwidthOfTheInstanceAndAfterADowngradeTheNewOne() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);

        requireRates(serial, ShapingTest::all, 20e6);
        calls.downgrade(branch.id(), 5);

        requireRates(serial, ShapingTest::all, 5e6);
    }

    @Test
    void acceleratedTrafficHasTheBandwidthOfTheAcceleration() {
        InstanceBlueprint headquarters = world.takeModel(DeviceModel.SAG_1000);
        SerialNumber serial = TestWorld.onlySerial(headquarters);
        double other = 160e6;

        calls.associate(world.planId(TestWorld.HQ), headquarters.id(), 30);

        requireRates(serial, ShapingTest::accelerated, 30e6);
        requireRates(serial, ShapingTest::all, 30e6 + other);
    }

    @Test
    void aBandwidthBelowThatOfTheAccelerationRulesAlone() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        calls.associate(world.planId(TestWorld.HQ), branch.id(), 3);
        requireRates(serial, ShapingTest::accelerated, 3e6);

        calls.downgrade(branch.id(), 2);

        requireRates(serial, ShapingTest::all, 2e6);
    }

    @Test
    void theStandbyOfAPairForwardsNothing() {
        InstanceBlueprint pair = world.takePair();

        double total = 0;
        for (DeviceBlueprint device : pair.devices()) {
            boolean active = world.device(device.serial()).path("role").asText().equals("active");
            requireRates(device.serial(), ShapingTest::all, active ? 50e6 : 0);
            total += all(world.device(device.serial()).path("rates").path("uplink"));
        }

        assertThat(total).isCloseTo(50e6, withPercentage(TOLERANCE_PERCENT));
    }

    @Test
    void whatIsOfferedIsPassedOrDropped() {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        requireRates(serial, ShapingTest::all, 20e6);

        JsonNode uplink = world.device(serial).path("rates").path("uplink");

        double offered = sum(uplink, "offeredBitsPerSecond");
        assertThat(offered).isCloseTo(28e6, withPercentage(TOLERANCE_PERCENT));
        assertThat(sum(uplink, "passedBitsPerSecond") + sum(uplink, "droppedBitsPerSecond"))
                .isCloseTo(offered, withPercentage(TOLERANCE_PERCENT));
    }

    /** Waits for a report that shows the rate in both directions, and looks at the next ones too. */
    private static void requireRates(SerialNumber serial, ToDoubleFunction<JsonNode> rate, double bitsPerSecond) {
        JsonNode report = Await.until(() -> report(serial), seen -> isAt(seen, rate, bitsPerSecond));
        for (int i = 0; i < REPORTS; i++) {
            JsonNode last = report;
            report = Await.until(() -> report(serial), seen -> !seen.equals(last));
            for (String direction : DIRECTIONS) {
                assertThat(rate.applyAsDouble(report.path(direction)))
                        .as("%s of %s", direction, report)
                        .isCloseTo(bitsPerSecond, within(bitsPerSecond * TOLERANCE_PERCENT / 100));
            }
        }
    }

    private static boolean isAt(JsonNode report, ToDoubleFunction<JsonNode> rate, double bitsPerSecond) {
        return report.has("intervalSeconds")
                && DIRECTIONS.stream()
                        .mapToDouble(direction -> rate.applyAsDouble(report.path(direction)))
                        .allMatch(found -> Math.abs(found - bitsPerSecond) <= bitsPerSecond * TOLERANCE_PERCENT / 100);
    }

    private static JsonNode report(SerialNumber serial) {
        return world.device(serial).path("rates");
    }

    private static double all(JsonNode direction) {
        return sum(direction, "passedBitsPerSecond");
    }

    private static double accelerated(JsonNode direction) {
        return direction.path("accelerated").path("passedBitsPerSecond").asDouble();
    }

    private static double sum(JsonNode direction, String field) {
        return direction.path("accelerated").path(field).asDouble()
                + direction.path("other").path(field).asDouble();
    }
}
