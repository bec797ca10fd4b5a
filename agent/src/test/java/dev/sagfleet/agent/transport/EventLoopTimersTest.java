package dev.sagfleet.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.Timer;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Timers of an event loop whose time is virtual. */
class EventLoopTimersTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventLoop loop = channel.eventLoop();
    private final EventLoopTimers timers;

    EventLoopTimersTest() {
        channel.freezeTime();
        timers = new EventLoopTimers(loop, Duration.ofMillis(1));
    }

    /** Is due every 10 ms, and fails as often as it is told to. */
    private final class Ticking extends Timer {
        private long dueAtNanos = loop.ticker().nanoTime();
        private int failures;
        private int calls;

        Ticking(int failures) {
            this.failures = failures;
        }

        @Override
        protected long dueAtNanos() {
            return dueAtNanos;
        }

        @Override
        protected void onDue(long nowNanos) {
            dueAtNanos = nowNanos + 10_000_000;
            calls++;
            if (failures-- > 0) {
                throw new IllegalStateException("as the test wants it");
            }
        }
    }

    @Test
    void whatFailsStopsNeitherTheOthersNorItself() {
        var failing = new Ticking(1);
        var behindIt = new Ticking(0);
        timers.timers().schedule(failing);
        timers.timers().schedule(behindIt);

        passMillis(2_000);

        // What was due together with the failure has to wait until the wheel has turned once, for 1,024 ms.
        assertThat(failing.calls).isGreaterThan(90);
        assertThat(behindIt.calls).isGreaterThan(90);
    }

    @Test
    void whatIsDueIsCalledInTime() {
        var ticking = new Ticking(0);
        timers.timers().schedule(ticking);

        passMillis(100);

        assertThat(ticking.calls).isBetween(9, 11);
    }

    private void passMillis(int millis) {
        for (int i = 0; i < millis; i++) {
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
