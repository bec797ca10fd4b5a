package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world that is stopped and started again on its data directory. */
class RestartTest {
    @Test
    void whatDevicesHoldAndWhatTheyWereToldMeanwhileSurvives(@TempDir Path directory) {
        InstanceBlueprint branch;
        InstanceBlueprint away;
        DeviceState before;
        ApiAnswer first;
        Map<String, String> token = Map.of("ClientToken", "over the restart");
        try (TestWorld world = TestWorld.start(directory)) {
            Calls calls = new Calls(world.api(OfficialClient.TEA));
            branch = world.takeBranch();
            away = world.takeBranch();
            first = calls.associate(world.planId(TestWorld.HQ), List.of(branch.id()), 10, token);
            before = world.stateOf(TestWorld.onlySerial(branch));
            world.disconnect(TestWorld.onlySerial(away));
            calls.downgrade(away.id(), 5);
        }

        try (TestWorld world = TestWorld.start(directory)) {
            SerialNumber serial = TestWorld.onlySerial(branch);
            SerialNumber late = TestWorld.onlySerial(away);

            assertThat(world.stateOf(serial)).isEqualTo(before);
            world.awaitInStep(serial);
            world.awaitInStep(late);
            assertThat(world.stateOf(late).bandwidth().kilobitsPerSecond()).isEqualTo(5_000);
            Calls calls = new Calls(world.api(OfficialClient.TEA));
            assertThat(calls.describe(branch.id())
                            .body()
                            .path("AccelerateBandwidth")
                            .asInt())
                    .isEqualTo(10);
            assertThat(calls.associate(world.planId(TestWorld.HQ), List.of(branch.id()), 10, token))
                    .isEqualTo(first);
        }
    }
}
