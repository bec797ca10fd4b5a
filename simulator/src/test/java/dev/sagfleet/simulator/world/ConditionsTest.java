package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.Distribution;
import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final String FLEET =
            """
            instances: [{model: APP, count: 1, users: 1, firmware: 2.4.0}]
            delays: {APP: {boot: 20s}}
            """;

    private static final Blueprint BLUEPRINT = new FleetDefinition("fleet.yaml", FLEET, 1).blueprint();

    @Test
    void theFleetFileRefinesTheDelaysOfTheRun() {
        Map<DelayPoint, Distribution> delays = Conditions.DEFAULT
                .withDelays(Optional.of(TypicalDelays.TABLE))
                .delaysOf(BLUEPRINT)
                .of(DeviceModel.APP);

        assertThat(delays)
                .containsAllEntriesOf(Map.of(DelayPoint.BOOT, new Fixed(Duration.ofSeconds(20))))
                .containsEntry(
                        DelayPoint.CONNECT,
                        TypicalDelays.TABLE.of(DeviceModel.APP).get(DelayPoint.CONNECT));
    }

    @Test
    void unlessAskedForNothingTakesTimeWhateverTheFileSays() {
        assertThat(Conditions.DEFAULT.delaysOf(BLUEPRINT)).isEqualTo(DelayTable.NONE);
    }
}
