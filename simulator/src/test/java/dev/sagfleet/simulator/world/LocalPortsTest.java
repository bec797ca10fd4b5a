package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class LocalPortsTest {
    @Test
    void aFleetThatFitsIsLetThrough() {
        assertThatCode(() -> LocalPorts.requireEnoughFor(28_032, "Way out", 32_768, 60_999))
                .doesNotThrowAnyException();
        assertThatCode(() -> LocalPorts.requireEnoughFor(1, "Way out")).doesNotThrowAnyException();
    }

    @Test
    void aFleetByItselfIsNotToldOfATransportThatItDoesNotHave() {
        assertThat(LoneFleet.APART).contains("./sag up --transport memory");
    }

    @Test
    void aLargerFleetIsToldTheLimitAndTheWaysOut() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> LocalPorts.requireEnoughFor(28_033, "Way out", 32_768, 60_999))
                .withMessageContaining("28033 devices")
                .withMessageContaining("at most 28032")
                .withMessageContaining("). Way out, or widen")
                .withMessageContaining("sysctl");
    }
}
