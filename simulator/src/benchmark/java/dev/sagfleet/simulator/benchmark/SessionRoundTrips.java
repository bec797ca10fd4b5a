package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.server.UnrecordedDevicePort;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.world.LiveFleet;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Commands through the sessions of a device port to agents and back, both as they always are but for one
 * thing: nothing is kept, neither by the controller nor by a device.
 */
final class SessionRoundTrips extends RoundTrips<SerialNumber> {
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(60);

    private final Map<SerialNumber, DeviceKey> keys;
    private final UnrecordedDevicePort port;
    private final LiveFleet fleet;
    private long revision;

    SessionRoundTrips(Transport transport, int count, Duration span) throws IOException, InterruptedException {
        super(span);
        Blueprint blueprint = BenchmarkFleet.blueprint(count);
        keys = blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .collect(Collectors.toMap(DeviceBlueprint::serial, DeviceBlueprint::key));
        SessionTiming timing = SessionTiming.DEFAULT.withTelemetry(Duration.ofHours(1));
        port = transport == Transport.MEMORY
                ? UnrecordedDevicePort.openInMemory(timing, keys, this::answered)
                : UnrecordedDevicePort.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), timing, keys, this::answered);
        fleet = BenchmarkFleet.start(blueprint, port.address());
        Wait.until(
                () -> port.onlineCount() == count,
                ARRIVAL_MAX,
                () -> "only " + port.onlineCount() + " of " + count + " devices are online");
    }

    @Override
    Collection<SerialNumber> devices() {
        return keys.keySet();
    }

    /** Called on the one event loop of the port, but for the first command of a round, before which all is quiet. */
    @Override
    void send(SerialNumber device) {
        revision++;
        port.desiredChanged(
                device,
                new ChangeBandwidth("benchmark-" + revision, new Revision(revision), Bandwidth.ofMegabits(100)));
    }

    @Override
    public void close() {
        fleet.close();
        port.close();
    }
}
