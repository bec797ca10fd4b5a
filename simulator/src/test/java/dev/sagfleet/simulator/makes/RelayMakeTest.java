package dev.sagfleet.simulator.makes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** That all makes relay and that their limits are at work; how well is for the benchmark to say. */
class RelayMakeTest {
    private static final Duration SPAN = Duration.ofMillis(200);
    private static final Bandwidth RATE = Bandwidth.ofMegabits(50);

    @ParameterizedTest
    @EnumSource
    void everyMakeRelaysBothWays(RelayMake make) throws IOException, InterruptedException {
        try (TrafficTarget target = TrafficTarget.start();
                MeasuredRelay relay = make.start(target.address(), Optional.empty())) {
            assertThat(Requests.make(relay.port(), SPAN)).hasSizeGreaterThan(1).allMatch(nanos -> nanos > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void aLimitHoldsBack(RelayMake make) throws IOException, InterruptedException {
        RateResult found = RateResult.measure(make, RATE, SPAN);

        // Netty's handlers let some seconds of the rate pass at first; without a limit it would be a hundred times it.
        assertThat(found.deviation()).isBetween(-1.0, 30.0);
        assertThat(found.sigmaBytes()).isPositive();
        assertThat(found.relayCpu()).isNotNegative();
    }

    @Test
    void flowsOfOneRelayAreLookedAtTogether() throws IOException, InterruptedException {
        FlowsResult found = FlowsResult.measure(RelayMake.NETTY_GLOBAL_10_MS, RATE, SPAN);

        assertThat(found.difference()).isBetween(0.0, 2.0);
        assertThat(found.waitMedian()).isPositive().isLessThanOrEqualTo(found.waitMost());
    }

    @Test
    void makesHaveNamesForCommands() {
        assertThat(RelayMake.named("netty-10-ms")).isEqualTo(RelayMake.NETTY_10_MS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelayMake.named("token-ring"))
                .withMessageStartingWith("make: token-ring (expected: one of ours, plain, netty-1000-ms, ");
    }
}
