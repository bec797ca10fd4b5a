package dev.sagfleet.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadImageLineTest {
    private static final FirmwareVersion IMAGE = FirmwareVersion.parse("2.5.0");

    private static BadImage parse(String line) {
        return BadImageLine.parse(line, IMAGE);
    }

    @Test
    void aLineSaysOnWhomItIsBadAndHow() {
        BadImage image = parse("model=SAG-100WM, batch=B2,version=2.3.0: fail local-check 30% after 6h");

        assertThat(image.version()).contains(IMAGE);
        assertThat(image.model()).contains(DeviceModel.SAG_100WM);
        assertThat(image.from()).contains(FirmwareVersion.parse("2.3.0"));
        assertThat(image.cohorts()).containsExactly(new Cohort(Grouping.BATCH, "B2"));
        assertThat(image.rates().byFault())
                .as("by then the device has committed to it")
                .isEqualTo(Map.of(UpgradeFault.parse("crash@6h").orElseThrow(), 0.3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail boot|boot|1",
                "site=s-0001: fail check 0.5%|check|0.005",
                "region=north: fail local-check 100%|check|1",
                "fail tunnel 5% after 90m|crash@90m|0.05",
                "fail crash|crash|1",
                "fail crash@2h 5%|crash@2h|0.05",
                "fail power 10% at installing|power@installing|0.1",
                "fail power@50% 10%|power@50%|0.1",
                "fail drop 10%|drop@1%|0.1",
                "fail corrupt 2%|corrupt|0.02",
                "fail postpone 50% after 2h|postpone@2h|0.5",
                "fail never 1%|never|0.01",
            })
    void anyFaultCanBeItsOwn(String line, String fault, double share) {
        assertThat(parse(line).rates().byFault())
                .isEqualTo(Map.of(UpgradeFault.parse(fault).orElseThrow(), share));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boot 30%|boot 30% (expected: KEY=VALUE,...: fail FAULT SHARE after TIME, as model=",
                "fail fire|fault: fire (expected: one of stall (or with @50%), drop",
                "fail never after 6h|fault: never after 6h (expected: one of",
                "fail boot after tea|fault: boot after tea (expected: one of",
                "fail power at idle|fault: power at idle (expected: one of",
                "fail boot 101%|share: 101% (expected: 0% to 100%, as 30%)",
                "fail boot x%|share: x% (expected: 0% to 100%, as 30%)",
                "model=TV: fail boot|model: TV (expected: one of SAG-100WM, SAG-1000",
                "hardware=2: fail boot|unknown key: hardware (expected: one of model, version (that a device starts with)",
                "model: fail boot|model (expected: KEY=VALUE, as model=SAG-100WM)",
                "batch=A,batch=B: fail boot|batch twice (expected: each key once)",
                "version=new: fail boot|new",
            })
    void whatMeansNoBadImageIsRefused(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line)).withMessageContaining(message);
    }

    @Test
    void itHoldsForWhomItIsSaid() {
        BadImage image = parse("version=2.3.0,site=s1: fail boot");
        FirmwareVersion old = FirmwareVersion.parse("2.3.0");

        assertThat(image.isOn(DeviceModel.APP, old, new Place("s1", "r", "A"))).isTrue();
        assertThat(image.isOn(DeviceModel.APP, old, new Place("s2", "r", "A"))).isFalse();
        assertThat(image.isOn(DeviceModel.APP, IMAGE, new Place("s1", "r", "A")))
                .isFalse();
        assertThat(parse("fail boot").isOn(DeviceModel.APP, IMAGE, new Place("s1", "r", "A")))
                .isTrue();
        assertThat(parse("fail boot").from()).isEqualTo(Optional.empty());
    }
}
