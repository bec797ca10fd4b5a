package dev.sagfleet.simulator.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelLinksTest {
    private static final Seed FLEET = new Seed(20_260_105);
    private static final int DEVICES = 20_000;

    private static ModelLinks links(String text) {
        return LinksFile.parse("links.yaml", "models: {SAG-100WM: " + text + "}")
                .of(DeviceModel.SAG_100WM);
    }

    private static double[] sortedMegabits(ModelLinks links) {
        double[] megabits = IntStream.range(0, DEVICES)
                .mapToDouble(device -> links.of(FLEET.at(device)).bitsPerSecond() / 1e6)
                .toArray();
        Arrays.sort(megabits);
        return megabits;
    }

    @Test
    void halfOfTheDevicesHaveLessThanTheMedianAndNoneMoreThanTheCap() {
        double[] megabits = sortedMegabits(links("{downlink: {median: 20, p99: 50}}"));

        assertThat(megabits[DEVICES / 2]).isCloseTo(20, withPercentage(3));
        assertThat(megabits[DEVICES - 1]).isEqualTo(50);
        assertThat(megabits[DEVICES * 98 / 100]).isLessThan(50);
    }

    @Test
    @DisplayName("A loss of 1 % at a round trip of 100 ms leaves 1.42 Mbit/s of any line, as the formula says")
    void lossHoldsAConnectionBack() {
        String delay = "delay: {median: 50ms, p99: 50ms}, loss: {median: 1%, p99: 1%}";

        DeviceLink wide =
                links("{downlink: {median: 500, p99: 500}, " + delay + "}").of(FLEET);
        DeviceLink narrow =
                links("{downlink: {median: 1, p99: 1}, " + delay + "}").of(FLEET);

        assertThat(wide.bitsPerSecond() / 1e6).isCloseTo(1.425, withPercentage(0.1));
        assertThat(wide.delayNanos()).isEqualTo(Duration.ofMillis(50).toNanos());
        assertThat(narrow.bitsPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void whatIsNotNamedHoldsNothingBack() {
        assertThat(links("{}").of(FLEET)).isEqualTo(DeviceLink.WIDE);
        assertThat(links("{loss: {median: 1%, p99: 2%}}").of(FLEET)).isEqualTo(DeviceLink.WIDE);
        assertThat(LinkAssumptions.NONE.of(DeviceModel.APP)).isEqualTo(ModelLinks.WIDE);
    }

    @Test
    void outagesComeAsOftenAndTakeAsLongAsIsSaid() {
        Outages outages = links("{outages: {every: 20d, for: 30m}}").outages().orElseThrow();
        long before = 0;
        long down = 0;
        for (int i = 0; i < DEVICES; i++) {
            before += outages.before(i, FLEET).toSeconds();
            down += outages.of(i, FLEET).toSeconds();
        }

        assertThat(before / (double) DEVICES).isCloseTo(20 * 86_400, withPercentage(3));
        assertThat(down / (double) DEVICES).isCloseTo(1_800, withPercentage(3));
    }

    @Test
    void whatIsTypicalNamesAllModels() {
        LinkAssumptions typical = LinksFile.typical();

        assertThat(typical.byModel()).containsOnlyKeys(DeviceModel.values());
        assertThat(typical.of(DeviceModel.APP).on()).isPresent();
        assertThat(typical.of(DeviceModel.SAG_1000).isAlwaysOn()).isFalse();
        assertThat(typical.uplink()).isEqualTo(Optional.empty());
        assertThat(LinksFile.typicalText().lines().filter(line -> line.contains("{")))
                .allSatisfy(line -> assertThat(line).contains("# assumption"));
    }
}
