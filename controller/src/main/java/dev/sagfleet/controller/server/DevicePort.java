package dev.sagfleet.controller.server;

import dev.sagfleet.agent.transport.Transports;
import dev.sagfleet.controller.connection.SessionEnvironment;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

/** Where devices connect: a TCP port, or an address within this process that takes no file descriptors. */
final class DevicePort implements AutoCloseable {
    private final EventLoopGroup loops;
    private final Listener listener;

    private DevicePort(EventLoopGroup loops, Listener listener) {
        this.loops = loops;
        this.listener = listener;
    }

    /**
     * Lets devices connect from now on.
     *
     * @param address a socket address; port 0 picks a free one
     * @param downloads another handler each time, for a connection that asks for an image
     * @throws IOException if the port is in use
     */
    static DevicePort open(
            InetSocketAddress address,
            DeviceAuthentication authentication,
            SessionEnvironment environment,
            Supplier<ChannelHandler> downloads)
            throws IOException {
        return listen(address, authentication, environment, downloads);
    }

    /** Lets devices of this process connect, to an address of its own. */
    static DevicePort openInMemory(
            DeviceAuthentication authentication, SessionEnvironment environment, Supplier<ChannelHandler> downloads)
            throws IOException {
        // Not a name that another controller of this process could take.
        return listen(new LocalAddress(DevicePort.class), authentication, environment, downloads);
    }

    private static DevicePort listen(
            SocketAddress address,
            DeviceAuthentication authentication,
            SessionEnvironment environment,
            Supplier<ChannelHandler> downloads)
            throws IOException {
        TimersByLoop timers = new TimersByLoop();
        EventLoopGroup loops = Transports.loops(address, "sag-devices", 1, pausedNanos -> {
            if (pausedNanos >= environment.timing().keepAlive().toNanos()) {
                environment.records().paused();
            }
        });
        try {
            Supplier<ChannelHandler> upgrades = () -> new DeviceUpgrade(authentication, timers, environment);
            // The request has as long to arrive as the Hello after it.
            return new DevicePort(
                    loops,
                    Listener.devices(
                            address,
                            loops,
                            () -> new FirstRequest(environment.timing().greeting(), upgrades, downloads)));
        } catch (IOException e) {
            Transports.end(loops, address);
            throw e;
        }
    }

    /** Where it listens. */
    SocketAddress address() {
        return listener.address();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        listener.close();
        Transports.end(loops, listener.address());
    }
}
