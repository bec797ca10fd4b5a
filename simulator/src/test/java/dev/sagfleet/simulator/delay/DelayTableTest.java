package dev.sagfleet.simulator.delay;

import static dev.sagfleet.agent.protocol.DeviceModel.APP;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_1000;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_100WM;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_VCPE;
import static dev.sagfleet.agent.runtime.DelayPoint.ASSOCIATE;
import static dev.sagfleet.agent.runtime.DelayPoint.BOOT;
import static dev.sagfleet.agent.runtime.DelayPoint.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.delay.Distribution.Uniform;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelayTableTest {
    private static final Distribution ANY = new Uniform(Duration.ZERO, Duration.ofMinutes(1));
    private static final Distribution SECOND = new Fixed(Duration.ofSeconds(1));
    private static final DelayTable TABLE =
            new DelayTable(Map.of(SAG_100WM, Map.of(BOOT, ANY, ASSOCIATE, ANY), SAG_1000, Map.of(BOOT, ANY)));
    private static final Seed SEED = new Seed(3);

    @Test
    void theSamePlaceHasTheSameDelay() {
        Delays device = TABLE.of(SAG_100WM, SEED.at("sag1"));

        assertThat(device.nanos(BOOT, 4)).isEqualTo(device.nanos(BOOT, 4));
        assertThat(device.nanos(BOOT, 4))
                .isEqualTo(TABLE.of(SAG_100WM, new Seed(3).at("sag1")).nanos(BOOT, 4));
    }

    @Test
    void everyDeviceOccasionAndAttemptHasItsOwn() {
        Delays device = TABLE.of(SAG_100WM, SEED.at("sag1"));
        Delays other = TABLE.of(SAG_100WM, SEED.at("sag2"));

        assertThat(Set.of(
                        device.nanos(BOOT, 0),
                        device.nanos(BOOT, 1),
                        device.nanos(ASSOCIATE, 0),
                        other.nanos(BOOT, 0),
                        TABLE.of(SAG_100WM, new Seed(4).at("sag1")).nanos(BOOT, 0)))
                .hasSize(5);
    }

    @Test
    void whatIsNotNamedTakesNoTime() {
        assertThat(TABLE.of(SAG_100WM, SEED).nanos(CONNECT, 0)).isZero();
        assertThat(TABLE.of(APP, SEED)).isSameAs(Delays.NONE);
        assertThat(DelayTable.NONE.of(SAG_100WM, SEED)).isSameAs(Delays.NONE);
    }

    @Test
    void aRefinementChangesWhatItNamesAndNothingElse() {
        var refinement = new DelayTable(Map.of(SAG_100WM, Map.of(BOOT, SECOND), APP, Map.of(CONNECT, SECOND)));

        DelayTable refined = TABLE.refinedBy(refinement);

        assertThat(refined.of(SAG_100WM)).isEqualTo(Map.of(BOOT, SECOND, ASSOCIATE, ANY));
        assertThat(refined.of(SAG_1000)).isEqualTo(Map.of(BOOT, ANY));
        assertThat(refined.of(APP)).isEqualTo(Map.of(CONNECT, SECOND));
        assertThat(refined.of(SAG_VCPE, SEED)).isSameAs(Delays.NONE);
        assertThat(TABLE.refinedBy(DelayTable.NONE).of(SAG_100WM)).isEqualTo(TABLE.of(SAG_100WM));
    }
}
