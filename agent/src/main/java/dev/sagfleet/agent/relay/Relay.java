package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficCounters;
import dev.sagfleet.agent.shaping.TrafficSource;
import dev.sagfleet.agent.timing.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.resolver.AddressResolverGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one device and what comes in at them. They are open over all boots of the device; a connection is not.
 * All of it runs on one event loop.
 */
public final class Relay implements TrafficSource, AutoCloseable {
    private final EventLoop loop;
    private final Timers timers;
    private final RelayConfig config;
    private final Dialer dialer;
    private final ConnectionLimit limit;
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable RelayedTraffic traffic;

    private Relay(EventLoop loop, Timers timers, RelayConfig config, AddressResolverGroup<InetSocketAddress> names) {
        this.loop = loop;
        this.timers = timers;
        this.config = config;
        dialer = new Dialer(loop, names);
        limit = new ConnectionLimit(config.connectionsMax());
    }

    /**
     * Opens the ports. What comes in is refused until the device is on.
     *
     * @param timers of that event loop; how fine they are is how exactly traffic is shaped
     * @param names looks up the names of targets; closed with the relay
     * @throws IOException if a port is in use
     */
    public static Relay open(
            EventLoop loop, Timers timers, RelayConfig config, AddressResolverGroup<InetSocketAddress> names)
            throws IOException {
        Relay relay = new Relay(loop, timers, config, names);
        try {
            if (config.socksPort().isPresent()) {
                relay.listeners.add(relay.listen(
                        config.socksPort().get(), client -> SocksConnector.attach(relay, client, config.user())));
            }
            for (Forward forward : config.forwards()) {
                relay.listeners.add(relay.listen(forward.port(), client -> client.pipeline()
                        .addLast(new ForwardConnector(relay, client, forward.destination()))));
            }
            return relay;
        } catch (IOException | RuntimeException e) {
            relay.close();
            throw e;
        }
    }

    private Listener listen(int port, Listener.Acceptor acceptor) throws IOException {
        return Listener.open(new InetSocketAddress(config.address(), port), loop, limit, acceptor);
    }

    /** Where the SOCKS5 proxy listens, if there is one. */
    public Optional<InetSocketAddress> socksAddress() {
        return config.socksPort().map(port -> listeners.get(0).address());
    }

    /** Where each forward listens, in their order. */
    public List<InetSocketAddress> forwardAddresses() {
        return listeners.stream()
                .skip(config.socksPort().isPresent() ? 1 : 0)
                .map(Listener::address)
                .toList();
    }

    @Override
    public Traffic begin(TokenBuckets buckets, int firstBucket, Rates rates, long nowNanos) {
        traffic = new RelayedTraffic(loop, timers, config.accelerated(), buckets, firstBucket, rates, nowNanos);
        return traffic;
    }

    /** How many connections are carried now; to be asked on the event loop. */
    public int connectionCount() {
        return traffic == null ? 0 : traffic.connectionCount();
    }

    /** What was carried since the device booted; nothing before that. To be asked on the event loop. */
    public Optional<TrafficCounters> counters() {
        return Optional.ofNullable(traffic).map(RelayedTraffic::counters);
    }

    /** How many clients it has, on the event loop. */
    int clients() {
        return limit.clients();
    }

    Dialer dialer() {
        return dialer;
    }

    /** What is carried since the device booted; nothing before that. */
    @Nullable
    RelayedTraffic traffic() {
        return traffic;
    }

    boolean isForwarding() {
        return traffic != null && traffic.isForwarding();
    }

    void carry(Destination destination, DuplexChannel client, DuplexChannel target) {
        if (traffic != null) {
            traffic.carry(destination, client, target);
        }
    }

    /** Closes the ports and ends what is carried. Not to be called on the event loop. */
    @Override
    public void close() {
        listeners.forEach(Listener::close);
        // An event loop that is ended while it is busy may leave its channels as they are.
        loop.submit(this::end).syncUninterruptibly();
        dialer.close();
    }

    private void end() {
        if (traffic != null) {
            traffic.end();
        }
    }
}
