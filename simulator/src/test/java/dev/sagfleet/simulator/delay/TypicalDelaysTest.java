package dev.sagfleet.simulator.delay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.simulator.delay.Distribution.LogNormal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypicalDelaysTest {
    /** What nobody waits for in a call. */
    private static final Set<DelayPoint> NO_ANSWERS =
            EnumSet.of(DelayPoint.BOOT, DelayPoint.CONNECT, DelayPoint.VERIFY, DelayPoint.INSTALL);

    @ParameterizedTest
    @EnumSource
    void everyOccasionTakesTime(DeviceModel model) {
        assertThat(TypicalDelays.TABLE.of(model)).containsOnlyKeys(DelayPoint.values());
    }

    @ParameterizedTest
    @EnumSource
    void theSlowestAnswerComesWhileTheCallStillWaits(DeviceModel model) {
        TypicalDelays.TABLE.of(model).forEach((point, distribution) -> {
            if (!NO_ANSWERS.contains(point)) {
                assertThat(distribution.nanos(1 - 0x1.0p-53))
                        .as(point.label())
                        .isLessThan(Commands.WAIT_DEFAULT.toNanos());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void theReadmeHasThem(DeviceModel model) throws IOException {
        String cells = Arrays.stream(DelayPoint.values())
                .map(point -> (LogNormal) TypicalDelays.TABLE.of(model).get(point))
                .map(delay -> DurationText.of(delay.median()) + ", " + DurationText.of(delay.p99()))
                .collect(Collectors.joining(" | "));

        assertThat(Files.readString(Path.of("README.md"))).contains("| `" + model.label() + "` | " + cells + " |\n");
    }
}
