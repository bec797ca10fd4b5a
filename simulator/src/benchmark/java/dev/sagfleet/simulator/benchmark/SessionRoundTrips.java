package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.controller.server.DeviceConnection;
import dev.sagfleet.controller.server.DevicePort;
import dev.sagfleet.controller.server.SessionHost;
import dev.sagfleet.controller.server.SessionRecords;
import dev.sagfleet.controller.server.Sessions;
import dev.sagfleet.controller.session.SessionEffect;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Commands through the sessions of a device port to agents and back, both as they always are but for one
 * thing: nothing is kept, neither by the controller nor by a device.
 */
final class SessionRoundTrips extends RoundTrips<SerialNumber> implements SessionRecords {
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(60);

    private final Sessions sessions = new Sessions();
    private final Map<SerialNumber, DeviceKey> keys;
    private final DevicePort port;
    private final Fleet fleet;
    private long revision;

    SessionRoundTrips(Transport transport, int count, Duration span) throws IOException, InterruptedException {
        super(span);
        Blueprint blueprint = BenchmarkFleet.blueprint(count);
        keys = blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .collect(Collectors.toMap(DeviceBlueprint::serial, DeviceBlueprint::key));
        var host = new SessionHost(
                SessionTiming.DEFAULT.withTelemetry(Duration.ofHours(1)),
                keys::size,
                sessions,
                this,
                serial -> CompletableFuture.completedFuture(Optional.ofNullable(keys.get(serial))),
                InstantSource.system());
        port = transport == Transport.MEMORY
                ? DevicePort.openInMemory(host)
                : DevicePort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), host);
        fleet = BenchmarkFleet.start(blueprint, port.address());
        Wait.until(
                () -> sessions.onlineCount() == count,
                ARRIVAL_MAX,
                () -> "only " + sessions.onlineCount() + " of " + count + " devices are online");
    }

    @Override
    Collection<SerialNumber> devices() {
        return keys.keySet();
    }

    /** Called on the one event loop of the port, but for the first command of a round, before which all is quiet. */
    @Override
    void send(SerialNumber device) {
        revision++;
        sessions.desired(
                device,
                new ChangeBandwidth("benchmark-" + revision, new Revision(revision), Bandwidth.ofMegabits(100)));
    }

    @Override
    public void admit(Hello hello, DeviceConnection connection) {
        connection.admitted(new SessionEvent.Admitted(1, List.of()));
    }

    @Override
    public void sent(SerialNumber serial, DownlinkMessage message) {}

    @Override
    public void answered(DeviceConnection connection, SessionEffect.Answer answer) {
        answered(connection.serial());
    }

    @Override
    public void accelerationChanged(SerialNumber serial, FirmwareVersion firmware, boolean suspended) {}

    @Override
    public void reported(SerialNumber serial, long boot, Telemetry report) {}

    @Override
    public void left(SerialNumber serial, long epoch) {}

    @Override
    public void close() {
        fleet.close();
        port.close();
    }
}
