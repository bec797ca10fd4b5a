package dev.sagfleet.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NettyLoopTest {
    private static final LocalAddress MEMORY = new LocalAddress("nobody");

    @Test
    void whatIsDueAtTheSameTimeComesInTheOrderInWhichItWasAskedForAndNotBefore() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        var loop = new NettyLoop(channel.eventLoop());
        List<String> done = new ArrayList<>();
        long beganNanos = loop.nanoTime();

        loop.schedule(Duration.ofMillis(20), () -> done.add("last"));
        loop.schedule(Duration.ofMillis(10), () -> done.add("first"));
        loop.schedule(Duration.ofMillis(10), () -> done.add("second"));
        pass(channel, 9);
        assertThat(done).isEmpty();
        pass(channel, 1);
        assertThat(done).containsExactly("first", "second");
        pass(channel, 10);

        assertThat(done).containsExactly("first", "second", "last");
        assertThat(loop.nanoTime() - beganNanos).isEqualTo(20_000_000);
    }

    private static void pass(EmbeddedChannel channel, int millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void whatIsRunFromOutsideWaitsItsTurnAndFromInsideDoesNot() {
        EventLoopGroup loops = Transports.loops(MEMORY, "test-loop", 1);
        try {
            var loop = new NettyLoop(loops.next());
            var done = new CompletableFuture<List<String>>();

            loop.run(() -> {
                List<String> order = new ArrayList<>();
                loop.run(() -> order.add(loop.isCurrent() ? "at once" : "elsewhere"));
                order.add("then");
                done.complete(order);
            });

            assertThat(loop.isCurrent()).isFalse();
            assertThat(done.orTimeout(30, TimeUnit.SECONDS).join()).containsExactly("at once", "then");
        } finally {
            Transports.end(loops, MEMORY);
        }
    }

    @Test
    void aLoopThatHasEndedDropsWhatIsForLaterAndRefusesWhatIsForNow() {
        EventLoopGroup loops = Transports.loops(MEMORY, "test-loop", 1);
        EventLoop ended = loops.next();
        Transports.end(loops, MEMORY);
        var loop = new NettyLoop(ended);

        loop.schedule(Duration.ofMillis(1), () -> {});

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
    }
}
