package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static Targets version(String criterion) {
        return new Targets(
                List.of(DeviceModel.SAG_1000),
                Optional.of(FirmwareCriterion.parse(criterion)),
                List.of("cn-shanghai"),
                List.of(),
                List.of());
    }

    private static boolean allows(String criterion, String running) {
        return version(criterion).allow(Optional.of(FirmwareVersion.parse(running)));
    }

    @Test
    @DisplayName("R1: a device belongs if its version, as numbers, is one that is asked for")
    void versionsAreComparedAsNumbers() {
        assertThat(allows("<2.5.0", "2.4.9")).isTrue();
        assertThat(allows("<2.5.0", "2.10.0")).isFalse();
        assertThat(allows("<=2.5", "2.5.0")).isTrue();
        assertThat(allows(">2.5", "2.5.0.1")).isTrue();
        assertThat(allows(">=2.5", "2.4")).isFalse();
        assertThat(allows("2.5", "2.5.0")).isTrue();
        assertThat(version("<2.5.0").allow(Optional.empty())).isFalse();
        assertThat(version("unknown").allow(Optional.empty())).isTrue();
        assertThat(allows("unknown", "2.5.0")).isFalse();
        assertThat(Targets.ALL.allow(Optional.empty())).isTrue();
    }

    @Test
    @DisplayName("R1: a device belongs if its model and its region are among those that are asked for")
    void modelsAndRegions() {
        assertThat(version("<2.5.0").allow(DeviceModel.SAG_1000, "cn-shanghai")).isTrue();
        assertThat(version("<2.5.0").allow(DeviceModel.APP, "cn-shanghai")).isFalse();
        assertThat(version("<2.5.0").allow(DeviceModel.SAG_1000, "cn-hangzhou")).isFalse();
        assertThat(Targets.ALL.allow(DeviceModel.APP, "cn-hangzhou")).isTrue();
    }
}
