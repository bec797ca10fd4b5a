package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {
    private static ApiRequest request(String line) {
        return ApiRequest.of(ShellWords.of(line));
    }

    @Test
    void parametersStandBeforeAndAfterTheActionWithAnEqualsSignOrWithout() {
        var expected = Map.of("RegionId", "cn-shanghai", "AssociateConfigs.1.Bandwidth", "10");

        assertThat(List.of(
                        "Do --RegionId cn-shanghai --AssociateConfigs.1.Bandwidth=10",
                        "--RegionId=cn-shanghai Do --AssociateConfigs.1.Bandwidth 10",
                        "--AssociateConfigs.1.Bandwidth 10 --RegionId=cn-shanghai Do"))
                .allSatisfy(line -> {
                    assertThat(request(line).action()).isEqualTo("Do");
                    assertThat(request(line).parameters()).isEqualTo(expected);
                });
    }

    @Test
    void aValueMayBeEmptyNegativeOrHaveAnEqualsSign() {
        assertThat(request("Do --A= --B -5 --C=x=y --D=--E").parameters())
                .isEqualTo(Map.of("A", "", "B", "-5", "C", "x=y", "D", "--E"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--A b|no action (expected: one, as DescribeSmartAccessGateways)",
                "Do more|a second action more after Do (expected: one, and values behind --Name)",
                "Do --A|--A has no value (expected: --A VALUE, or --A=VALUE)",
                "Do --A --B c|--A has no value (expected: --A VALUE, or --A=VALUE)",
                "Do --A b --A=c|--A comes twice (expected: once)",
                "Do -A b|-A (expected: the name of a parameter, as --RegionId)",
                "Do -- b|-- (expected: the name of a parameter, as --RegionId)",
                "Do --=b|--=b (expected: the name of a parameter, as --RegionId)",
            })
    void whatIsNoCallIsRefused(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(line)).withMessage(message);
    }
}
