package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Bandwidth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1000B, 1000",
        "64MiB, 67108864",
        "64 MiB, 67108864",
        "1.5KiB, 1536",
        "10kB, 10000",
        "10MB, 10000000",
        "4GiB, 4294967296",
    })
    void sizesAreBytesOfTheirUnit(String text, long bytes) {
        assertThat(Quantity.imageBytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "64M", "64mib", "-1", "0", "1.0001B", "4.1GiB", "99999999999999", "1e3", "1 2"})
    void whatIsNoSizeIsSaid(String text) {
        assertThatThrownBy(() -> Quantity.imageBytes(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " (expected: 1 B to 4 GiB, as in 64MiB)");
    }

    @ParameterizedTest
    @CsvSource({"1Gbit/s, 1000000", "500 Mbit/s, 500000", "1.5Mbit/s, 1500", "64kbit/s, 64", "64000bit/s, 64"})
    void ratesAreBitsOfTheirUnit(String text, long kilobits) {
        assertThat(Quantity.bandwidth(text)).isEqualTo(Bandwidth.ofKilobits(kilobits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1Gbps", "1GB/s", "0Mbit/s", "101Gbit/s", "-1Mbit/s", "1.0005kbit/s", "1500bit/s"})
    void whatIsNoRateIsSaid(String text) {
        assertThatThrownBy(() -> Quantity.bandwidth(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text + " (expected: ");
    }
}
