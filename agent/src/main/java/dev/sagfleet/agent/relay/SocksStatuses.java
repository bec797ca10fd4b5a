package dev.sagfleet.agent.relay;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/**
 * What a SOCKS client is told of a target that cannot be reached.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928#section-6">RFC 1928, section 6</a>
 */
final class SocksStatuses {
    private static final String NO_NETWORK = "Network is unreachable";

    /** The kernel gave up before Netty did; it has no exception of its own. */
    private static final String TIMED_OUT = "timed out";

    static Socks5CommandStatus of(Throwable cause) {
        if (cause instanceof ClientConnector.NotForwardingException) {
            return Socks5CommandStatus.NETWORK_UNREACHABLE;
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains(NO_NETWORK)) {
            return Socks5CommandStatus.NETWORK_UNREACHABLE;
        }
        if (cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof ConnectTimeoutException
                || message.contains(TIMED_OUT)) {
            return Socks5CommandStatus.HOST_UNREACHABLE;
        }
        if (cause instanceof ConnectException) {
            return Socks5CommandStatus.CONNECTION_REFUSED;
        }
        return Socks5CommandStatus.FAILURE;
    }

    private SocksStatuses() {}
}
