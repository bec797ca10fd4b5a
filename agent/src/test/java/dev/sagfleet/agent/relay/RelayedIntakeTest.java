package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Intake;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.ManualLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What a device that carries real traffic fetches for itself. A line of 20 Mbit/s carries a byte in 400 ns and, after a
 * pause, a quantum of 6,250 bytes at once.
 */
class RelayedIntakeTest {
    private static final int QUANTUM = 6_250;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RelayedTraffic traffic;
    private final Intake intake;

    RelayedIntakeTest() {
        channel.freezeTime();
        traffic = new RelayedTraffic(
                channel.eventLoop(),
                new ManualLoop(),
                List.of(),
                new TokenBuckets(Traffic.BUCKETS),
                0,
                new Rates(Bandwidth.ofMegabits(20), Optional.empty()),
                now());
        intake = traffic.intake();
    }

    @Test
    void itPassesAtTheRateOfTheLineAndIsCounted() {
        intake.offer(QUANTUM, now());
        assertThat(intake.waitNanos(now())).isZero();
        intake.offer(4 * QUANTUM, now());
        long begunNanos = now();

        waitUntilAllHasPassed();

        assertThat(now() - begunNanos).isEqualTo(4 * QUANTUM * 400);
        assertThat(downlink()).isEqualTo(new ByteCounts(5 * QUANTUM, 5 * QUANTUM, 0, 4 * QUANTUM));
        assertThat(traffic.counters().otherUplink().offeredBytes()).isZero();
    }

    @Test
    void aStandbyFetchesToo() {
        traffic.setForwarding(false, now());
        intake.offer(5 * QUANTUM, now());

        waitUntilAllHasPassed();

        assertThat(downlink().passedBytes()).isEqualTo(5 * QUANTUM);
    }

    @Test
    void whatWaitsIsDroppedAtItsEnd() {
        intake.offer(5 * QUANTUM, now());

        intake.end(now());

        assertThat(downlink()).isEqualTo(new ByteCounts(5 * QUANTUM, QUANTUM, 4 * QUANTUM, 0));
        assertThat(intake.waitNanos(now())).isZero();
    }

    private void waitUntilAllHasPassed() {
        for (long waitNanos = intake.waitNanos(now()); waitNanos > 0; waitNanos = intake.waitNanos(now())) {
            assertThat(waitNanos).isLessThanOrEqualTo(Duration.ofMillis(10).toNanos());
            channel.advanceTimeBy(waitNanos, TimeUnit.NANOSECONDS);
        }
    }

    private ByteCounts downlink() {
        return traffic.counters().otherDownlink();
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
