package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficCounters;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.Transports;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A relay at work on an event loop of its own, with the traffic of one boot. */
final class RelayFixture implements AutoCloseable {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration TICK = Duration.ofNanos(500_000);

    private final EventLoopGroup loops = Transports.loops(LOOPBACK, "relay-test", 1);
    private final EventLoop loop = loops.next();
    private final Relay relay;
    private final RelayedTraffic traffic;

    RelayFixture(RelayConfig config, Rates rates) throws IOException {
        this(config, rates, DefaultAddressResolverGroup.INSTANCE);
    }

    RelayFixture(RelayConfig config, Rates rates, AddressResolverGroup<InetSocketAddress> names) throws IOException {
        EventLoopTimers timers = loop.submit(() -> new EventLoopTimers(loop, TICK))
                .syncUninterruptibly()
                .getNow();
        relay = Relay.open(loop, timers.timers(), config, names);
        var buckets = new TokenBuckets(Traffic.BUCKETS);
        traffic = loop.submit(() -> (RelayedTraffic) relay.begin(buckets, 0, rates, now()))
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
        return forwardPort(0);
    }

    int forwardPort(int index) {
        return relay.forwardAddresses().get(index).getPort();
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
        return onLoop(traffic::counters);
    }

    /** The clients that are in, connected with their targets or not. */
    int clients() {
        return onLoop(relay::clients);
    }

    /** What all connections hold in memory of their own, in bytes. */
    long heldBytes() {
        return onLoop(traffic::heldBytes);
    }

    /** What has passed from targets to clients by a time, of the clock that holds it to its rates. */
    record Passed(long bytes, long nanos) {
        /** Checks that a rate and its burst allow what has passed since. */
        void assertHeldTo(int megabits, long burstBytes, Passed since) {
            long earned = (nanos - since.nanos) / 8_000 * megabits;
            assertThat(bytes - since.bytes).as("bytes passed").isLessThanOrEqualTo(burstBytes + earned + megabits);
        }
    }

    Passed passed() {
        return onLoop(this::passedNow);
    }

    private Passed passedNow() {
        return new Passed(traffic.counters().otherDownlink().passedBytes(), now());
    }

    /** Forwards again, and says what had passed before that and with it. */
    List<Passed> resume() {
        return onLoop(() -> {
            Passed before = passedNow();
            traffic.setForwarding(true, now());
            return List.of(before, passedNow());
        });
    }

    /** Changes the rates once so much is held, and says what had passed by then. */
    Passed setRatesWhileHolding(int bytes, Rates rates) {
        return Await.untilPresent(
                "held bytes",
                () -> onLoop(() -> {
                    if (traffic.heldBytes() < bytes) {
                        return Optional.empty();
                    }
                    Passed before = passedNow();
                    traffic.setRates(rates, now());
                    return Optional.of(before);
                }));
    }

    /** Has it read what has come by now: a turn of its event loop. */
    void readAll() {
        onLoop(() -> 0);
    }

    Relay relay() {
        return relay;
    }

    <T> T onLoop(Callable<T> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }

    void switchOff() {
        loop.submit(traffic::end).syncUninterruptibly();
    }

    @Override
    public void close() {
        relay.close();
        switchOff();
        Transports.end(loops, LOOPBACK);
    }
}
