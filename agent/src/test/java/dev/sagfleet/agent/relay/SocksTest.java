package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.SocksClient.GREETING;
import static dev.sagfleet.agent.relay.SocksClient.bytes;
import static dev.sagfleet.agent.relay.SocksClient.connect;
import static dev.sagfleet.agent.relay.SocksClient.join;
import static dev.sagfleet.agent.relay.SocksClient.login;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client says by SOCKS5 where it wants to go, and gets there. */
@Timeout(60)
class SocksTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] PAYLOAD = "the first that the target hears".getBytes(UTF_8);

    private TargetServer echo;
    private RelayFixture open;
    private RelayFixture guarded;

    @BeforeEach
    void start() throws IOException {
        echo = TargetServer.echo();
        open = new RelayFixture(RelayConfig.forwarding().withSocks(0, Optional.empty()), RelayFixture.wide());
        guarded = new RelayFixture(
                RelayConfig.forwarding().withSocks(0, Optional.of(new SocksUser("anna", "secret"))),
                RelayFixture.wide());
    }

    @AfterEach
    void stop() throws IOException {
        open.close();
        guarded.close();
        echo.close();
    }

    @Test
    void ipv4AddressIsReached() throws IOException {
        try (var client = new SocksClient(open.socksPort())) {
            client.say(GREETING)
                    .hear("05 00")
                    .say(connect(LOOPBACK, echo.port()))
                    .hearConnected();

            client.say(PAYLOAD).hearEcho(PAYLOAD);
        }
    }

    @Test
    void ipv6AddressIsReached() throws IOException {
        InetAddress ipv6 = InetAddress.getByAddress(bytes("00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01"));
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "the machine has IPv6");
        try (var server = new ServerSocket(0, 1, ipv6);
                var client = new SocksClient(open.socksPort())) {
            client.say(GREETING).hear("05 00").say(connect(ipv6, server.getLocalPort()));
            client.hear("05 00 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01");

            try (Socket target = server.accept()) {
                byte[] from = client.socket().getInputStream().readNBytes(2);
                assertThat(((from[0] & 0xFF) << 8) | (from[1] & 0xFF)).isEqualTo(target.getPort());
                client.say(PAYLOAD);
                assertThat(target.getInputStream().readNBytes(PAYLOAD.length)).isEqualTo(PAYLOAD);
            }
        }
    }

    @Test
    void nameIsLookedUpByTheDevice() throws IOException {
        try (var client = new SocksClient(open.socksPort())) {
            client.say(GREETING)
                    .hear("05 00")
                    .say(connect("localhost", echo.port()))
                    .hearConnected();

            client.say(PAYLOAD).hearEcho(PAYLOAD);
        }
    }

    @Test
    void userWithThePasswordGetsIn() throws IOException {
        try (var client = new SocksClient(guarded.socksPort())) {
            client.say(bytes("05 02 00 02"))
                    .hear("05 02")
                    .say(login("anna", "secret"))
                    .hear("01 00");
            client.say(connect(LOOPBACK, echo.port())).hearConnected();

            client.say(PAYLOAD).hearEcho(PAYLOAD);
        }
    }

    @Test
    void wrongPasswordIsRefusedAndTheConnectionClosed() throws IOException {
        try (var client = new SocksClient(guarded.socksPort())) {
            client.say(bytes("05 01 02"))
                    .hear("05 02")
                    .say(login("anna", "Secret"))
                    .hear("01 ff");

            client.hearEnd();
        }
    }

    @Test
    void anotherUserIsRefused() throws IOException {
        try (var client = new SocksClient(guarded.socksPort())) {
            client.say(bytes("05 01 02"))
                    .hear("05 02")
                    .say(login("ann", "asecret"))
                    .hear("01 ff");

            client.hearEnd();
        }
    }

    @Test
    void clientWithoutAMethodThatTheProxyAcceptsIsToldSo() throws IOException {
        try (var client = new SocksClient(open.socksPort())) {
            client.say(bytes("05 02 01 02")).hear("05 ff").hearEnd();
        }
        try (var client = new SocksClient(guarded.socksPort())) {
            client.say(GREETING).hear("05 ff").hearEnd();
        }
    }

    @Test
    void bytesMayComeOneAtATime() throws IOException {
        byte[] all = join(bytes("05 01 02"), login("anna", "secret"), connect("localhost", echo.port()), PAYLOAD);
        try (var client = new SocksClient(guarded.socksPort())) {
            for (byte one : all) {
                client.say(new byte[] {one});
                guarded.readAll();
            }

            client.hear("05 02 01 00").hearConnected().hearEcho(PAYLOAD);
        }
    }

    @Test
    void payloadThatComesWithTheRequestArrives() throws IOException {
        try (var client = new SocksClient(open.socksPort())) {
            client.say(GREETING).hear("05 00").say(connect(LOOPBACK, echo.port()), PAYLOAD);

            client.hearConnected().hearEcho(PAYLOAD);
        }
    }

    @Test
    void wholeDialogueMayComeInOnePacket() throws IOException {
        try (var client = new SocksClient(guarded.socksPort())) {
            client.say(bytes("05 01 02"), login("anna", "secret"), connect(LOOPBACK, echo.port()), PAYLOAD);
            client.socket().shutdownOutput();

            client.hear("05 02 01 00").hearConnected().hearEcho(PAYLOAD).hearEnd();
        }
    }

    /** The part that came with the request has to come first. */
    @Test
    void longPayloadBehindTheRequestArrivesInOrder() throws IOException {
        byte[] payload = RelayTest.random(3_000_000, 4);
        try (var client = new SocksClient(open.socksPort())) {
            Thread sender = new Thread(
                    () -> RelayTest.send(client.socket(), join(GREETING, connect(LOOPBACK, echo.port()), payload)));
            sender.start();

            client.hear("05 00").hearConnected().hearEcho(payload).hearEnd();
        }
    }

    /** Its part behind the request waits behind the bytes of another client, and so does its end. */
    @Test
    void clientThatHasSaidAllAtOnceIsNotTakenForBrokenWhileItWaits() throws IOException {
        byte[] payload = RelayTest.random(30_000, 12);
        byte[] dialogue = join(GREETING, connect(LOOPBACK, echo.port()), payload);
        RelayConfig config = RelayConfig.forwarding().withSocks(0, Optional.empty());
        try (var slow = new RelayFixture(config, RelayFixture.megabits(2));
                var other = new SocksClient(slow.socksPort());
                var client = new SocksClient(slow.socksPort())) {
            other.say(dialogue);
            Await.until("held bytes", () -> slow.heldBytes() > 0);
            client.say(dialogue);
            client.socket().shutdownOutput();

            client.hear("05 00").hearConnected().hearEcho(payload).hearEnd();
            other.hear("05 00").hearConnected().hearEcho(payload);
        }
    }

    @Test
    void clientHearsWhereItsTargetIsConnectedFrom() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK);
                var client = new SocksClient(open.socksPort())) {
            client.say(GREETING).hear("05 00").say(connect(LOOPBACK, server.getLocalPort()));
            try (Socket target = server.accept()) {
                var from = (InetSocketAddress) target.getRemoteSocketAddress();

                client.hear("05 00 00 01 7f 00 00 01 %02x %02x".formatted(from.getPort() >> 8, from.getPort() & 0xFF));
            }
        }
    }
}
