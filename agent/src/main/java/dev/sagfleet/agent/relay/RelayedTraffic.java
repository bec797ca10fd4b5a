package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.DestinationPattern;
import dev.sagfleet.agent.shaping.Flow;
import dev.sagfleet.agent.shaping.Intake;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.ShapedDirection;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficCounters;
import dev.sagfleet.agent.timing.Timer;
import dev.sagfleet.agent.timing.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections that a device carries from one boot to the next. All of it runs on one event loop. */
final class RelayedTraffic extends Timer implements Traffic {
    private final EventLoop loop;
    private final Timers timers;
    private final List<DestinationPattern> alwaysAccelerated;
    private final ShapedDirection uplink;
    private final ShapedDirection downlink;
    private final Set<RelayedConnection> connections = new HashSet<>();
    private List<DestinationPattern> accelerated;
    private boolean isForwarding = true;

    RelayedTraffic(
            EventLoop loop,
            Timers timers,
            List<DestinationPattern> alwaysAccelerated,
            TokenBuckets buckets,
            int firstBucket,
            Rates rates,
            long nowNanos) {
        this.loop = loop;
        this.timers = timers;
        this.alwaysAccelerated = alwaysAccelerated;
        uplink = new ShapedDirection(buckets, firstBucket, rates, nowNanos);
        downlink = new ShapedDirection(buckets, firstBucket + BUCKETS / 2, rates, nowNanos);
        accelerated = rates.destinations();
    }

    /** Whether a new connection is carried at all. */
    boolean isForwarding() {
        return isForwarding;
    }

    int connectionCount() {
        return connections.size();
    }

    /** Carries a connection from now on. */
    RelayedConnection carry(Destination destination, DuplexChannel client, DuplexChannel target) {
        var connection = new RelayedConnection(this, destination, client, target, uplink, downlink);
        classify(connection);
        connections.add(connection);
        connection.begin();
        return connection;
    }

    void forget(RelayedConnection connection) {
        connections.remove(connection);
    }

    /** What all connections hold, in bytes. */
    long heldBytes() {
        return connections.stream().mapToLong(RelayedConnection::heldBytes).sum();
    }

    /** Has a flow wait for its turn with what has just arrived. */
    void offer(ShapedDirection direction, Flow flow, int bytes) {
        direction.offer(flow, bytes, loop.ticker().nanoTime());
        timers.schedule(this);
    }

    @Override
    public void setRates(Rates rates, long nowNanos) {
        if (!rates.destinations().equals(accelerated)) {
            accelerated = rates.destinations();
            connections.forEach(this::classify);
        }
        uplink.setRates(rates, nowNanos);
        downlink.setRates(rates, nowNanos);
        timers.schedule(this);
    }

    private void classify(RelayedConnection connection) {
        Destination destination = connection.destination();
        connection.setAccelerable(destination.matchesAny(alwaysAccelerated) || destination.matchesAny(accelerated));
    }

    /** What is open stays open and waits. */
    @Override
    public void setForwarding(boolean forwarding, long nowNanos) {
        isForwarding = forwarding;
        uplink.setForwarding(forwarding, nowNanos);
        downlink.setForwarding(forwarding, nowNanos);
        timers.schedule(this);
    }

    @Override
    protected long dueAtNanos() {
        return Math.min(uplink.dueAtNanos(), downlink.dueAtNanos());
    }

    @Override
    protected void onDue(long nowNanos) {
        uplink.serve(nowNanos);
        downlink.serve(nowNanos);
    }

    /** What passes is counted as it does. */
    @Override
    public void advance(long nowNanos) {}

    @Override
    public Intake intake() {
        return new RelayedIntake(this, downlink);
    }

    @Override
    public TrafficCounters counters() {
        return new TrafficCounters(uplink.accelerated(), uplink.other(), downlink.accelerated(), downlink.other());
    }

    /** As a box that is switched off knows nothing of its connections afterwards. */
    @Override
    public void end() {
        isForwarding = false;
        List.copyOf(connections).forEach(RelayedConnection::abort);
        timers.cancel(this);
    }
}
