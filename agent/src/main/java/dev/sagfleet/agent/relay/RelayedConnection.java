package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.shaping.ShapedDirection;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/** A client and its target, and what flows between them. */
final class RelayedConnection {
    private final RelayedTraffic traffic;
    private final Destination destination;
    private final DuplexChannel client;
    private final DuplexChannel target;
    private final RelayedFlow uplink;
    private final RelayedFlow downlink;
    private boolean isAccelerable;
    private boolean isClosed;

    RelayedConnection(
            RelayedTraffic traffic,
            Destination destination,
            DuplexChannel client,
            DuplexChannel target,
            ShapedDirection up,
            ShapedDirection down) {
        this.traffic = traffic;
        this.destination = destination;
        this.client = client;
        this.target = target;
        uplink = new RelayedFlow(this, up, client, target);
        downlink = new RelayedFlow(this, down, target, client);
    }

    /** Takes over both channels. */
    void begin() {
        uplink.begin();
        downlink.begin();
    }

    RelayedTraffic traffic() {
        return traffic;
    }

    Destination destination() {
        return destination;
    }

    long heldBytes() {
        return (long) uplink.heldBytes() + downlink.heldBytes();
    }

    boolean isAccelerable() {
        return isAccelerable;
    }

    void setAccelerable(boolean accelerable) {
        isAccelerable = accelerable;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Tells the other end of a channel that no more will come, now that all has been written to it. */
    void finished(DuplexChannel sink) {
        if (uplink.isDone() && downlink.isDone()) {
            close();
        } else {
            var unused = sink.shutdownOutput();
        }
    }

    /** Ends both connections as they are: one of them has broken, and the other end is to see that too. */
    void abort() {
        if (letGo()) {
            reset(client);
            reset(target);
        }
    }

    /** Ends both connections. */
    void close() {
        if (letGo()) {
            var unusedClient = client.close();
            var unusedTarget = target.close();
        }
    }

    /** Whether it was not closed before: to close a channel fails what is written to it, which comes back here. */
    private boolean letGo() {
        if (isClosed) {
            return false;
        }
        isClosed = true;
        traffic.forget(this);
        uplink.end();
        downlink.end();
        return true;
    }

    /** Closes a channel so that its other end sees the connection as broken. */
    static void reset(DuplexChannel channel) {
        // One that is closed already takes no options, and throws.
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        var unused = channel.close();
    }
}
