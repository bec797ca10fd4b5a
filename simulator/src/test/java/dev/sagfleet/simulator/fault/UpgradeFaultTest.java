package dev.sagfleet.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeFaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "boot",
                "power",
                "power@installing",
                "power@wait-download",
                "power@1%",
                "power@100%",
                "torn@armed",
                "drop@50%",
                "stall@99%",
                "crash@1s",
                "crash@90s",
                "crash@168h",
                "postpone@15m"
            })
    void itsTextIsReadAsItIsWritten(String text) {
        assertThat(UpgradeFault.parse(text))
                .hasValueSatisfying(fault -> assertThat(fault).hasToString(text));
    }

    @Test
    void everyKindIsReadByItsLabel() {
        assertThat(UpgradeFaultKind.values())
                .allSatisfy(kind -> assertThat(UpgradeFault.parse(kind.label())).contains(UpgradeFault.of(kind)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "Boot",
                "boot ",
                "boot@",
                "boot@50%",
                "boot@6h",
                "power@",
                "power@6h",
                "power@idle",
                "power@committed",
                "power@INSTALLING",
                "power@0%",
                "power@050%",
                "drop@installing",
                "torn@50%",
                "crash@0s",
                "crash@169h",
                "crash@1d",
                "crash@50%",
                "crash@999999h",
                "power@50%@50%"
            })
    void whatMeansNoFaultIsNone(String text) {
        assertThat(UpgradeFault.parse(text)).isEmpty();
    }

    /** Whoever injects one wants to see it, and not to wait until its minute or hour has come. */
    @Test
    void byHandNoneIsLeftToTime() {
        assertThat(Arrays.stream(UpgradeFaultKind.values())
                        .map(kind -> UpgradeFault.of(kind).soon()))
                .allSatisfy(fault -> assertThat(fault.occasion().length()).isZero());
    }
}
