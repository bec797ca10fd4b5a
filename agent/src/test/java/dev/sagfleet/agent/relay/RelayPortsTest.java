package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.RelayTest.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ports of a device open all or none, and let in what there is room for. */
@Timeout(60)
class RelayPortsTest {
    @Test
    void portInUseIsNamedAndTheOthersAreClosedAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free;
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                free = other.getLocalPort();
            }
            RelayConfig config = RelayConfig.forwarding(new Forward(taken.getLocalPort(), "127.0.0.1", 1))
                    .withSocks(free, Optional.empty());

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new RelayFixture(config, RelayFixture.wide()))
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .withMessageContaining("in use");
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(free));
        }
    }

    @Test
    void deviceThatIsOffBreaksOffWhatItCarriesAndTakesNothingNew() throws Exception {
        try (TargetServer echo = TargetServer.echo();
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(echo.forward()), RelayFixture.wide());
                Socket before = connect(relay.forwardPort())) {
            before.getOutputStream().write(7);
            assertThat(before.getInputStream().read()).isEqualTo(7);
            relay.switchOff();

            RelayEndsTest.assertThatItBreaks(before);
            try (Socket after = connect(relay.forwardPort())) {
                RelayEndsTest.assertThatItBreaks(after);
            }
            Await.until("connections", () -> relay.clients() == 0 && echo.connections() == 0);
        }
    }

    @Test
    void clientOfAForwardWhoseTargetIsNotThereSeesABreak() throws Exception {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (RelayFixture relay = new RelayFixture(
                        RelayConfig.forwarding(new Forward(0, "127.0.0.1", port)), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            RelayEndsTest.assertThatItBreaks(client);
        }
    }

    @Test
    void clientBeyondTheLimitWaitsUntilAnotherLeaves() throws Exception {
        try (TargetServer echo = TargetServer.echo();
                RelayFixture relay = new RelayFixture(
                        RelayConfig.forwarding(echo.forward()).withConnectionsMax(1), RelayFixture.wide());
                Socket second = new Socket()) {
            try (Socket first = connect(relay.forwardPort())) {
                first.getOutputStream().write(1);
                assertThat(first.getInputStream().read()).isEqualTo(1);
                second.connect(first.getRemoteSocketAddress());
                second.getOutputStream().write(2);
                first.getOutputStream().write(3);
                assertThat(first.getInputStream().read()).isEqualTo(3);
                assertThat(relay.clients()).isEqualTo(1);
            }

            assertThat(second.getInputStream().read()).isEqualTo(2);
        }
    }
}
