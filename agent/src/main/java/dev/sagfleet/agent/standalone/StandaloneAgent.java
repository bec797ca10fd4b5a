package dev.sagfleet.agent.standalone;

import dev.sagfleet.agent.download.HttpFetches;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.relay.Relay;
import dev.sagfleet.agent.relay.RelayConfig;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.agent.runtime.AgentHost;
import dev.sagfleet.agent.runtime.AgentSetup;
import dev.sagfleet.agent.runtime.ConnectGate;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.agent.transport.EventLoopTimers;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.agent.websocket.WebSocketLinks;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** One device at work in a process of its own, which carries real traffic. Safe for many threads. */
public final class StandaloneAgent implements AutoCloseable {
    /** How exactly traffic is shaped: what is due passes so much later at the most. */
    private static final Duration TICK = Duration.ofNanos(500_000);

    /** A name server that has not answered by then is passed over. */
    private static final int QUERY_MILLIS = 3_000;

    private final InetSocketAddress controller;
    private final EventLoopGroup loops;
    private final EventLoop loop;
    private final Relay relay;
    private final Agent agent;
    private final RenewedKey renewedKey;

    private StandaloneAgent(
            InetSocketAddress controller,
            EventLoopGroup loops,
            EventLoop loop,
            Relay relay,
            Agent agent,
            RenewedKey renewedKey) {
        this.controller = controller;
        this.loops = loops;
        this.loop = loop;
        this.relay = relay;
        this.agent = agent;
        this.renewedKey = renewedKey;
    }

    /**
     * Opens the ports and connects with the controller, now and whenever the connection ends.
     *
     * @param file which device it is, and what it holds; not closed with the agent
     * @param keys is asked, on a thread of its own, whenever the controller refuses the key
     * @param trusted whose images the device takes
     * @throws IOException if a port is in use
     */
    public static StandaloneAgent start(
            AgentFile file,
            DeviceKey key,
            KeySource keys,
            TrustedKeys trusted,
            InetSocketAddress controller,
            RelayConfig config)
            throws IOException {
        EventLoopGroup loops = Transports.loops(controller, "sag-agent", 1);
        EventLoop loop = loops.next();
        try {
            var ownLoop = new NettyLoop(loop);
            Timers timers = new EventLoopTimers(loop, TICK).timers();
            Relay relay = Relay.open(loop, timers, config, names());
            var renewedKey = new RenewedKey(key, keys, ownLoop);
            try {
                var host = new AgentHost(
                        ownLoop,
                        links(loop, controller),
                        file,
                        new ConnectGate(1),
                        timers,
                        new TokenBuckets(Traffic.BUCKETS),
                        renewedKey,
                        Optional.of(new FirmwarePorts(fetches(loop, controller), trusted, InstantSource.system())));
                var chance = new SeededChance(new SecureRandom().nextLong());
                var setup = new AgentSetup(
                        file.identity(),
                        key,
                        file.state(),
                        relay,
                        Backoff.DEFAULT,
                        Delays.NONE,
                        chance,
                        file.firmware(),
                        ImageBehaviour.WELL);
                Agent agent = on(loop, () -> new Agent(setup, host, 0));
                loop.execute(() -> agent.connectIn(Duration.ZERO));
                return new StandaloneAgent(controller, loops, loop, relay, agent, renewedKey);
            } catch (RuntimeException e) {
                renewedKey.close();
                relay.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            Transports.end(loops, controller);
            throw e;
        }
    }

    private static WebSocketLinks links(EventLoop loop, InetSocketAddress controller) {
        return new WebSocketLinks(loop, controller, MessageCodec.PATH, InstantSource.system(), () -> UUID.randomUUID()
                .toString());
    }

    private static HttpFetches fetches(EventLoop loop, InetSocketAddress controller) {
        return new HttpFetches(loop, controller, InstantSource.system(), () -> UUID.randomUUID()
                .toString());
    }

    private static DnsAddressResolverGroup names() {
        return new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(Transports.datagramChannel())
                .socketChannelType(Transports.socketChannel())
                .queryTimeoutMillis(QUERY_MILLIS));
    }

    private static <T> T on(EventLoop loop, Callable<T> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }

    /** Where the SOCKS5 proxy listens, if there is one. */
    public Optional<InetSocketAddress> socksAddress() {
        return relay.socksAddress();
    }

    /** Where each forward listens, in the order of the configuration. */
    public List<InetSocketAddress> forwardAddresses() {
        return relay.forwardAddresses();
    }

    /** How it stands now; waits for the event loop that knows. */
    public AgentStatus status() {
        return on(
                loop,
                () -> new AgentStatus(
                        loop.ticker().nanoTime(),
                        agent.isOnline(),
                        agent.state(),
                        relay.counters().orElseThrow(),
                        relay.connectionCount()));
    }

    /** Ends all connections and closes the ports. */
    @Override
    public void close() {
        renewedKey.close();
        loop.submit(agent::disconnect).syncUninterruptibly();
        relay.close();
        Transports.end(loops, controller);
    }
}
