package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rollouts that may upgrade devices at night alone, on virtual time. */
class RolloutWindowsAtWorkTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName("R16, C2: devices are ordered, and have ended, within the windows of their own zone, also after kills")
    void devicesAreUpgradedAtNight() {
        var nightly = new Window("0 0 2 ? * *", Duration.ofHours(1), Optional.empty());
        String id = stage.start(RolloutStage.withWindow(nightly, RolloutPolicy.of("at night", NEW, THREE_WAVES)));
        for (int day = 0; day < 10 && stage.rollout(id).state() != RolloutState.FINISHED; day++) {
            stage.devices().advance(Duration.ofHours(23));
            stage.restart();
            stage.devices().advance(Duration.ofHours(1));
        }

        assertThat(stage.rollout(id).counts().succeeded()).isEqualTo(DEVICES);
        List<FirmwareJob> jobs = stage.serials().stream()
                .flatMap(serial -> stage.jobs(serial).stream())
                .toList();
        assertThat(jobs).allSatisfy(job -> {
            assertThat(hour(job.createdMillis())).isEqualTo(2);
            assertThat(hour(job.updatedMillis())).isEqualTo(2);
        });
        assertThat(jobs.stream()
                        .map(job -> date(job.createdMillis()).toLocalDate())
                        .distinct())
                .as("nights of the waves")
                .hasSizeGreaterThan(1);
    }

    private static int hour(long millis) {
        return date(millis).getHour();
    }

    private static ZonedDateTime date(long millis) {
        return Instant.ofEpochMilli(millis).atZone(SHANGHAI);
    }
}
