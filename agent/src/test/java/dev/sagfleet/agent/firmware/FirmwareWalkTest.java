package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events in any order, clocks that jump, and power that fails between any two effects. */
class FirmwareWalkTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int DEVICES = 200;
    private static final int EVENTS = 1_000;

    @Test
    @DisplayName("F9, F11, F17, F19 no order of events leaves two bad slots, lowers the floor, or unsays an end")
    void noOrderOfEventsConfusesADevice() {
        var random = new SplittableRandom(SEED);
        Map<UpdateState, Integer> ends = new EnumMap<>(UpdateState.class);

        for (int i = 0; i < DEVICES; i++) {
            var device = new WalkedDevice(random.split(), i % 2 == 0 ? DeviceModel.SAG_1000 : DeviceModel.APP);
            walk(device);
            device.ends().forEach(end -> ends.merge(end, 1, Integer::sum));
        }

        assertThat(ends)
                .as("seed %d", SEED)
                .containsOnlyKeys(
                        UpdateState.COMMITTED,
                        UpdateState.ROLLED_BACK,
                        UpdateState.FAILED,
                        UpdateState.ABORTED,
                        UpdateState.CANCELED,
                        UpdateState.REJECTED);
        assertThat(ends.get(UpdateState.COMMITTED)).as("seed %d", SEED).isGreaterThan(DEVICES);
        assertThat(ends.get(UpdateState.ROLLED_BACK)).as("seed %d", SEED).isGreaterThan(DEVICES);
    }

    private static void walk(WalkedDevice device) {
        try {
            for (int i = 0; i < EVENTS; i++) {
                device.walk();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + SEED, e);
        }
    }
}
