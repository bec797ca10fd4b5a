package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.link.DeviceLink;
import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UplinkMessage;
import org.jspecify.annotations.Nullable;

/** One device's way over the virtual network. */
final class VirtualLink implements DeviceLink {
    private final VirtualNetwork network;
    private final Owner owner;
    private @Nullable VirtualConnection connection;

    VirtualLink(VirtualNetwork network, Owner owner) {
        this.network = network;
        this.owner = owner;
    }

    Owner owner() {
        return owner;
    }

    /** It may be another one's by now. */
    void ended(VirtualConnection ended) {
        if (connection == ended) {
            connection = null;
        }
    }

    @Override
    public void connect(SerialNumber serial, DeviceKey key) {
        connection = new VirtualConnection(network, this, serial);
        connection.connect(key);
    }

    @Override
    public void send(Envelope<UplinkMessage> envelope) {
        VirtualConnection through = connection;
        if (through == null) {
            return;
        }
        network.watcher().sent(through.serial(), envelope.message());
        if (envelope.message() instanceof Applied || envelope.message() instanceof Refused) {
            for (long delayNanos : network.answers().of(through.serial(), network.countAnswer())) {
                sendLater(through, envelope, delayNanos);
            }
        } else {
            through.sendUp(envelope);
        }
    }

    private void sendLater(VirtualConnection through, Envelope<UplinkMessage> envelope, long delayNanos) {
        if (delayNanos == 0) {
            through.sendUp(envelope);
        } else {
            network.time().schedule(delayNanos, () -> through.sendUp(envelope));
        }
    }

    @Override
    public void ping() {
        if (connection != null) {
            connection.ping();
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.closeByDevice();
        }
    }
}
