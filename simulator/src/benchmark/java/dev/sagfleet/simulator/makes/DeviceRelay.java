package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.relay.Forward;
import dev.sagfleet.agent.relay.Relay;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.Transports;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The relay of a device, with a fixed forward to the target and without the device around it. */
final class DeviceRelay implements MeasuredRelay {
    private static final Duration TICK = Duration.ofNanos(500_000);

    /** More than any relay can pass. */
    private static final Bandwidth NO_LIMIT = new Bandwidth(Bandwidth.BITS_PER_SECOND_MAX);

    private final InetSocketAddress target;
    private final EventLoopGroup loops;
    private final Relay relay;

    DeviceRelay(InetSocketAddress target, Optional<Bandwidth> rate) {
        this.target = target;
        loops = Transports.loops(target, "relay", 1);
        EventLoop loop = loops.next();
        var forward = new Forward(0, target.getAddress().getHostAddress(), target.getPort());
        try {
            relay = Relay.open(
                    loop,
                    new EventLoopTimers(loop, TICK).timers(),
                    RelayConfig.forwarding(forward),
                    DefaultAddressResolverGroup.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var rates = new Rates(rate.orElse(NO_LIMIT), Optional.empty());
        loop.submit(() -> relay.begin(
                        new TokenBuckets(Traffic.BUCKETS),
                        0,
                        rates,
                        loop.ticker().nanoTime()))
                .syncUninterruptibly();
    }

    @Override
    public int port() {
        return relay.forwardAddresses().get(0).getPort();
    }

    @Override
    public void close() {
        relay.close();
        Transports.end(loops, target);
    }
}
