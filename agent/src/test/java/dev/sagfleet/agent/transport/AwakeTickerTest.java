package dev.sagfleet.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwakeTickerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final MockTicker system = Ticker.newMockTicker();
    private final List<Long> pauses = new ArrayList<>();
    private final AwakeTicker ticker = new AwakeTicker(system, pauses::add);

    @Test
    void goesWithTheSystemAsLongAsItIsRead() {
        long began = ticker.nanoTime();

        for (int i = 0; i < 100; i++) {
            system.advance(SECOND, TimeUnit.NANOSECONDS);
            assertThat(ticker.nanoTime() - began).isEqualTo((i + 1) * SECOND);
        }
    }

    @Test
    void standsStillOverAPause() {
        long began = ticker.nanoTime();

        system.advance(90, TimeUnit.SECONDS);
        assertThat(ticker.nanoTime()).isEqualTo(began);

        system.advance(SECOND, TimeUnit.NANOSECONDS);
        assertThat(ticker.nanoTime() - began).isEqualTo(SECOND);

        system.advance(2, TimeUnit.SECONDS);
        assertThat(ticker.nanoTime() - began).isEqualTo(SECOND);
        assertThat(pauses).containsExactly(90 * SECOND, 2 * SECOND);
    }

    @Test
    void whoCountsFromItsOriginGetsItsTime() {
        system.advance(90, TimeUnit.SECONDS);
        long now = ticker.nanoTime();

        assertThat(system.nanoTime() - ticker.initialNanoTime()).isEqualTo(now);
    }

    static Stream<SocketAddress> addresses() {
        return Stream.of(
                new LocalAddress(AwakeTickerTest.class), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aLoopThatWasHeldUpGivesItsTimersTheTimeThatTheyHadLeft(SocketAddress address) throws InterruptedException {
        EventLoopGroup loops = Transports.loops(address, "held-up", 1);
        EventLoop loop = loops.next();
        try {
            var timers = new LinkedBlockingQueue<Future<Long>>();
            long goesOnNanos = loop.submit(() -> {
                        timers.add(loop.schedule(System::nanoTime, 700, TimeUnit.MILLISECONDS));
                        Ticker.systemTicker().sleep(2, TimeUnit.SECONDS);
                        return System.nanoTime();
                    })
                    .sync()
                    .getNow();

            long firedNanos = timers.take().sync().getNow();

            assertThat(firedNanos - goesOnNanos).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(600));
        } finally {
            Transports.end(loops, address);
        }
    }
}
