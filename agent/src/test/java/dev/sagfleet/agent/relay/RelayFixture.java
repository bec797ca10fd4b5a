package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.runtime.LoopTimers;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficCounters;
import dev.sagfleet.agent.transport.Transports;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A relay at work on an event loop of its own, with the traffic of one boot. */
final class RelayFixture implements AutoCloseable {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration TICK = Duration.ofNanos(500_000);

    private final EventLoopGroup loops = Transports.loops(LOOPBACK, "relay-test", 1);
    private final EventLoop loop = loops.next();
    private final Relay relay;
    private final Traffic traffic;

    RelayFixture(RelayConfig config, Rates rates) throws IOException {
        LoopTimers timers = loop.submit(() -> new LoopTimers(loop, TICK))
                .syncUninterruptibly()
                .getNow();
        relay = Relay.open(loop, timers.wheel(), config, DefaultAddressResolverGroup.INSTANCE);
        var buckets = new TokenBuckets(Traffic.BUCKETS);
        traffic = loop.submit(() -> relay.begin(buckets, 0, rates, now()))
                .syncUninterruptibly()
                .getNow();
    }

    /** Limits that hardly limit anything. */
    static Rates wide() {
        return new Rates(Bandwidth.ofMegabits(100_000), Optional.empty());
    }

    static Rates megabits(int instance) {
        return new Rates(Bandwidth.ofMegabits(instance), Optional.empty());
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    int socksPort() {
        return relay.socksAddress().orElseThrow().getPort();
    }

    int forwardPort() {
        return relay.forwardAddresses().get(0).getPort();
    }

    /** Changes something about the traffic, now. */
    void change(Consumer<Traffic> change) {
        loop.submit(() -> change.accept(traffic)).syncUninterruptibly();
    }

    void setRates(Rates rates) {
        change(carried -> carried.setRates(rates, now()));
    }

    void setForwarding(boolean forwarding) {
        change(carried -> carried.setForwarding(forwarding, now()));
    }

    TrafficCounters counters() {
        return loop.submit(traffic::counters).syncUninterruptibly().getNow();
    }

    @Override
    public void close() {
        relay.close();
        loop.submit(traffic::end).syncUninterruptibly();
        Transports.end(loops, LOOPBACK);
    }
}
