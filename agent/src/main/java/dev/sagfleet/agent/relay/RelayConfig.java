package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.DestinationPattern;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which ports a device carries traffic for.
 *
 * @param address to listen at
 * @param socksPort port of the SOCKS5 proxy, if there is one; 0 picks a free one
 * @param user who may use it; anybody if absent
 * @param forwards the ports with a target of their own
 * @param accelerated what is accelerated while the device is associated, whatever its plan says
 * @param connectionsMax clients at a time; more wait to be let in. 1 or more
 */
public record RelayConfig(
        InetAddress address,
        Optional<Integer> socksPort,
        Optional<SocksUser> user,
        List<Forward> forwards,
        List<DestinationPattern> accelerated,
        int connectionsMax) {
    /** Each connection takes two open files. */
    public static final int CONNECTIONS_DEFAULT = 4_096;

    public RelayConfig {
        forwards = List.copyOf(forwards);
        accelerated = List.copyOf(accelerated);
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("connectionsMax: " + connectionsMax + " (expected: >= 1)");
        }
    }

    /** Only fixed forwards, at the loopback address. */
    public static RelayConfig forwarding(Forward... forwards) {
        return new RelayConfig(
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.empty(),
                List.of(forwards),
                List.of(),
                CONNECTIONS_DEFAULT);
    }

    public RelayConfig withSocks(int port, Optional<SocksUser> other) {
        return new RelayConfig(address, Optional.of(port), other, forwards, accelerated, connectionsMax);
    }

    public RelayConfig withAccelerated(List<DestinationPattern> others) {
        return new RelayConfig(address, socksPort, user, forwards, others, connectionsMax);
    }

    public RelayConfig withConnectionsMax(int max) {
        return new RelayConfig(address, socksPort, user, forwards, accelerated, max);
    }
}
