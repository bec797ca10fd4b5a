package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.controller.connection.SessionEnvironment;
import dev.sagfleet.controller.connection.SessionHost;
import dev.sagfleet.controller.connection.SessionRecords;
import dev.sagfleet.controller.connection.SessionRegistry;
import dev.sagfleet.controller.rpc.NonceLog;
import dev.sagfleet.controller.rpc.Nonces;
import dev.sagfleet.controller.session.SessionEffect;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionTiming;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A device port with its sessions, as those of a controller but for one thing: nothing is written down. */
public final class UnrecordedDevicePort implements AutoCloseable {
    private static final int NONCES_MAX = 2_000_000;

    private final SessionRegistry sessions;
    private final DevicePort port;

    private UnrecordedDevicePort(SessionRegistry sessions, DevicePort port) {
        this.sessions = sessions;
        this.port = port;
    }

    /**
     * Lets the devices that have these keys connect from now on.
     *
     * @param answered is told, on an event loop, who has answered a command
     * @throws IOException if the port is in use
     */
    public static UnrecordedDevicePort open(
            InetSocketAddress address,
            SessionTiming timing,
            Map<SerialNumber, DeviceKey> keys,
            Consumer<SerialNumber> answered)
            throws IOException {
        var sessions = new SessionRegistry();
        return new UnrecordedDevicePort(
                sessions,
                DevicePort.open(
                        address,
                        authentication(keys),
                        environment(sessions, timing, keys, answered),
                        UnrecordedDevicePort::noDownload));
    }

    /** The same for devices of this process, without sockets. */
    public static UnrecordedDevicePort openInMemory(
            SessionTiming timing, Map<SerialNumber, DeviceKey> keys, Consumer<SerialNumber> answered)
            throws IOException {
        var sessions = new SessionRegistry();
        return new UnrecordedDevicePort(
                sessions,
                DevicePort.openInMemory(
                        authentication(keys),
                        environment(sessions, timing, keys, answered),
                        UnrecordedDevicePort::noDownload));
    }

    private static ChannelHandler noDownload() {
        throw new IllegalStateException("there are no images here");
    }

    private static DeviceAuthentication authentication(Map<SerialNumber, DeviceKey> keys) {
        return new DeviceAuthentication(
                serial -> CompletableFuture.completedFuture(Optional.ofNullable(keys.get(serial))),
                new Nonces(
                        NONCES_MAX,
                        Duration.ofSeconds(DeviceToken.CLOCK_SKEW_SECONDS_MAX),
                        NonceLog.NONE,
                        System::nanoTime,
                        0),
                InstantSource.system());
    }

    private static SessionEnvironment environment(
            SessionRegistry sessions,
            SessionTiming timing,
            Map<SerialNumber, DeviceKey> keys,
            Consumer<SerialNumber> answered) {
        return new SessionEnvironment(timing, keys::size, sessions, new NoRecords(answered));
    }

    public SocketAddress address() {
        return port.address();
    }

    public int onlineCount() {
        return sessions.onlineCount();
    }

    /** Sends a device a command if it is in session. */
    public void desiredChanged(SerialNumber serial, Command command) {
        sessions.desiredChanged(serial, EncodedCommand.of(command));
    }

    @Override
    public void close() {
        port.close();
    }

    /** Admits everybody and remembers nothing. */
    private record NoRecords(Consumer<SerialNumber> answered) implements SessionRecords {
        @Override
        public void admit(Hello hello, SessionHost connection) {
            connection.admitted(new SessionEvent.Admitted(1, List.of()));
        }

        @Override
        public void sent(SerialNumber serial, EncodedCommand command) {}

        @Override
        public void answered(SessionHost connection, SessionEffect.Answer answer) {
            answered.accept(connection.serial());
        }

        @Override
        public void accelerationChanged(SerialNumber serial, long epoch, FirmwareVersion firmware, boolean suspended) {}

        @Override
        public void reported(SerialNumber serial, long boot, Telemetry report) {}

        @Override
        public void progressed(SessionHost connection, FirmwareProgress progress) {}

        @Override
        public void linkWanted(SessionHost connection, LinkWanted wanted) {}

        @Override
        public void left(SerialNumber serial, long epoch) {}

        @Override
        public void paused() {}
    }
}
