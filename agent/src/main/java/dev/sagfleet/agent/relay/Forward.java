package dev.sagfleet.agent.relay;

import dev.sagfleet.agent.protocol.DestinationPattern;

/**
 * A port whose clients are all connected with the same target, written {@code PORT:HOST:HOSTPORT}.
 *
 * @param port to listen on; 0 picks a free one
 * @param host a name or an IP address without brackets
 * @param hostPort 1 to 65535
 */
public record Forward(int port, String host, int hostPort) {
    private static final int PORT_MAX = 65_535;

    public Forward {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to " + PORT_MAX + ')');
        }
        if (host.startsWith("*") || hostPort < 1) {
            throw new IllegalArgumentException("target: " + host + ':' + hostPort + " (expected: one host and port)");
        }
    }

    /**
     * Reads {@code 2222:127.0.0.1:22}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException if the text is no forward
     */
    public static Forward parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !text.substring(0, colon).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("forward: " + text + " (expected: PORT:HOST:HOSTPORT)");
        }
        DestinationPattern target = DestinationPattern.parse(text.substring(colon + 1));
        return new Forward(Integer.parseInt(text.substring(0, colon)), target.host(), target.port());
    }

    Destination destination() {
        return new Destination(host, hostPort);
    }
}
