package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told is why there was no way to its target. */
class SocksStatusesTest {
    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(new ClientConnector.NotForwardingException(), Socks5CommandStatus.NETWORK_UNREACHABLE),
                arguments(
                        new ConnectException("connect(..) failed: Network is unreachable"),
                        Socks5CommandStatus.NETWORK_UNREACHABLE),
                arguments(
                        new NoRouteToHostException("Network is unreachable: /192.0.2.1:80"),
                        Socks5CommandStatus.NETWORK_UNREACHABLE),
                arguments(new UnknownHostException("nowhere.example"), Socks5CommandStatus.HOST_UNREACHABLE),
                arguments(
                        new NoRouteToHostException("No route to host: /192.0.2.1:80"),
                        Socks5CommandStatus.HOST_UNREACHABLE),
                arguments(
                        new ConnectTimeoutException("connection timed out after 10000 ms"),
                        Socks5CommandStatus.HOST_UNREACHABLE),
                arguments(
                        new ConnectException("connect(..) failed: Connection timed out"),
                        Socks5CommandStatus.HOST_UNREACHABLE),
                arguments(
                        new ConnectException("finishConnect(..) failed: Connection refused: /127.0.0.1:1"),
                        Socks5CommandStatus.CONNECTION_REFUSED),
                arguments(new ChannelException("Unable to create Channel"), Socks5CommandStatus.FAILURE),
                arguments(new IOException("Permission denied"), Socks5CommandStatus.FAILURE),
                arguments(new ClosedChannelException(), Socks5CommandStatus.FAILURE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("causes")
    void statusTellsTheCause(Throwable cause, Socks5CommandStatus status) {
        assertThat(SocksStatuses.of(cause)).isEqualTo(status);
    }
}
