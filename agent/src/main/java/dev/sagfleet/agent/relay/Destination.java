package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.DestinationPattern;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a client wants to go.
 *
 * @param host a name or an address, as the client says it
 * @param port 1 to 65535
 */
record Destination(String host, int port) {
    boolean matchesAny(List<DestinationPattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(host, port));
    }

    /** Not looked up yet. */
    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}
