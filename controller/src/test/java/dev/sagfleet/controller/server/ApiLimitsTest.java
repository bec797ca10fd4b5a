package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the limits of the API port follow from those of the process. */
class ApiLimitsTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void connectionsAreAnEighthOfTheFilesAndFitTheHeap() {
        assertThat(ApiLimits.connectionsMax(1_024, 4_096 * MEBIBYTE)).isEqualTo(128);
        assertThat(ApiLimits.connectionsMax(1_000_000, 64 * MEBIBYTE)).isEqualTo(1_024);
        assertThat(ApiLimits.connectionsMax(1_000_000, 4_096 * MEBIBYTE)).isEqualTo(2_000);
        assertThat(ApiLimits.connectionsMax(64, MEBIBYTE)).isEqualTo(32);
    }

    @Test
    void aLimitIsMoreThanNothing() {
        ApiLimits usual = ApiLimits.ofThisProcess();
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> usual.withTimes(Duration.ZERO, second, second)).hasMessageContaining("idle: PT0S");
        assertThatThrownBy(() -> usual.withTimes(second, second, Duration.ofSeconds(-1)))
                .hasMessageContaining("write: PT-1S");
        assertThatThrownBy(() -> usual.withRoom(0, 1)).hasMessageContaining("connectionsMax: 0");
    }
}
