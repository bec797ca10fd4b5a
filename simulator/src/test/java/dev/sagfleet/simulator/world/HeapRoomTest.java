package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void aFleetThatFitsIsLetThrough() {
        assertThatCode(() -> HeapRoom.requireEnoughFor(200_000, 2 * GIBIBYTE)).doesNotThrowAnyException();
        assertThatCode(() -> HeapRoom.requireEnoughFor(1)).doesNotThrowAnyException();
    }

    @Test
    void aLargerFleetIsToldTheLimitAndHowToRaiseIt() {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(() -> HeapRoom.requireEnoughFor(1_000_000, 2 * GIBIBYTE))
                .withMessage("1000000 devices need 9601 MiB of heap (expected: at most 2048, the limit of this process,"
                        + " which is enough for 208037 devices). Raise it with SAG_JAVA_OPTIONS=-Xmx9601m.");
    }
}
