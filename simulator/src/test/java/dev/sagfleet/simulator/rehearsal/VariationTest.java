package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waves[0].count=5,20, 50|waves[0].count|5;20;50",
                "halt.failures=1%..10%:4|halt.failures|1%;4%;7%;10%",
                "halt.failures=1%..10%|halt.failures|1%;3.25%;5.5%;7.75%;10%",
                "pace.inFlight=10..100:3|pace.inFlight|10;55;100",
                "pace.inFlight=1..3:5|pace.inFlight|1;2;3",
                "pace.inFlight=100..10:3|pace.inFlight|100;55;10",
                "waves[0].soak=0h..24h:3|waves[0].soak|0h;12h;24h",
                "pace.egress=100 Mbit/s..200 Mbit/s:2|pace.egress|100 Mbit/s;200 Mbit/s",
                "health.over=0.5h..1.5h:3|health.over|0.5h;1h;1.5h",
                "retries.wait=10m..4h|retries.wait|10m..4h",
                "retries.wait=\"10m..40m\",\"1m..2m\"|retries.wait|10m..40m;1m..2m",
                "window.cron=\"0 0 2 ? * MON,TUE\"|window.cron|0 0 2 ? * MON,TUE",
                "order=spread,listed|order|spread;listed",
            })
    void listsAndRangesAreValues(String text, String path, String values) {
        Variation variation = Variation.parse(text);

        assertThat(variation.path()).isEqualTo(path);
        assertThat(variation.values()).containsExactly(values.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waves[0].count|waves[0].count (expected: PATH=VALUE,VALUE or PATH=FROM..TO:STEPS, as",
                "waves[0].count=|waves[0].count= (expected: PATH=VALUE,VALUE",
                "=5|=5 (expected: PATH=VALUE,VALUE",
                "a=1,,2|1,,2 (expected: a value before and after each comma)",
                "a=1,|1, (expected: a value before and after each comma)",
                "a=1,1|1,1 (expected: each value once)",
                "a=1..2:1|steps: 1 (expected: 2 to 200)",
                "a=1..2:201|steps: 201 (expected: 2 to 200)",
                "a=\"1|(expected: PATH=VALUE,VALUE",
            })
    void whatMeansNothingIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variation.parse(text))
                .withMessageContaining(message);
    }
}
