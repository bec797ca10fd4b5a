package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.SocksClient.GREETING;
import static dev.sagfleet.agent.relay.SocksClient.bytes;
import static dev.sagfleet.agent.relay.SocksClient.connect;
import static dev.sagfleet.agent.relay.SocksClient.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that cannot get where it wants to is told why, and one that talks nonsense is closed. */
@Timeout(60)
class SocksRefusalsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String NOWHERE = " 00 01 00 00 00 00 00 00";

    private final SlowNames names = new SlowNames();
    private TargetServer echo;
    private RelayFixture relay;

    @BeforeEach
    void start() throws IOException {
        echo = TargetServer.echo();
        relay = new RelayFixture(RelayConfig.forwarding().withSocks(0, Optional.empty()), RelayFixture.wide(), names);
    }

    @AfterEach
    void othersAreServedAndNobodyIsLeft() throws IOException {
        relay.setForwarding(true);
        try (var client = new SocksClient(relay.socksPort())) {
            client.say(GREETING)
                    .hear("05 00")
                    .say(connect(LOOPBACK, echo.port()))
                    .hearConnected();
            client.say(GREETING).hearEcho(GREETING);
        }
        Await.until("clients", () -> relay.clients() == 0);
        relay.close();
        echo.close();
    }

    private SocksClient greeted() throws IOException {
        return new SocksClient(relay.socksPort()).say(GREETING).hear("05 00");
    }

    @Test
    void nobodyListensThere() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, LOOPBACK)) {
            port = unused.getLocalPort();
        }
        try (var client = greeted()) {
            client.say(connect(LOOPBACK, port)).hear("05 05" + NOWHERE).hearEnd();
        }
    }

    @Test
    void thereIsNoSuchName() throws IOException {
        try (var client = greeted()) {
            client.say(connect("nowhere.example", 80));
            names.answerThatThereIsNone();

            client.hear("05 04" + NOWHERE).hearEnd();
        }
    }

    @Test
    void noNameAndNoPortAreNoTarget() throws IOException {
        try (var client = greeted()) {
            client.say(connect("", 80)).hear("05 04" + NOWHERE).hearEnd();
        }
        try (var client = greeted()) {
            client.say(connect(LOOPBACK, 0)).hear("05 04" + NOWHERE).hearEnd();
        }
    }

    @Test
    void deviceDoesNotForward() throws IOException {
        relay.setForwarding(false);
        try (var client = greeted()) {
            client.say(connect(LOOPBACK, echo.port())).hear("05 03" + NOWHERE).hearEnd();
        }
    }

    @Test
    void deviceStopsForwardingWhileTheTargetIsLookedUp() throws IOException {
        try (var client = greeted()) {
            client.say(connect("slow.example", echo.port()));
            names.awaitQuestion();
            relay.setForwarding(false);
            names.answer();

            client.hear("05 03" + NOWHERE).hearEnd();
        }
    }

    @ParameterizedTest(name = "command {0}")
    @ValueSource(strings = {"02", "03", "00", "ff"})
    void onlyConnectIsServed(String command) throws IOException {
        try (var client = greeted()) {
            client.say(bytes("05 " + command + " 00 01 7f 00 00 01 00 50")).hear("05 07" + NOWHERE);

            client.hearEnd();
        }
    }

    @ParameterizedTest(name = "address type {0}")
    @ValueSource(strings = {"00", "02", "05", "ff"})
    void addressTypeIsNotKnown(String type) throws IOException {
        try (var client = greeted()) {
            client.say(bytes("05 01 00 " + type + " 7f 00 00 01 00 50")).hear("05 08" + NOWHERE);

            client.hearEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "SOCKS4, 04 01 00 50 7f 00 00 01 00",
        "HTTP, 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a",
        "TLS, 16 03 01 02 00 01 00 01 fc 03 03",
        "no methods, 05 00",
        "zeros, 00 00 00 00"
    })
    void whatIsNoGreetingIsNotAnswered(String name, String greeting) throws IOException {
        try (var client = new SocksClient(relay.socksPort())) {
            client.say(bytes(greeting)).hearEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"05", "05 02 00", "05 01 00 05 01 00 01 7f"})
    void clientThatEndsInTheMiddleIsClosedAtOnce(String part) throws IOException {
        try (var client = new SocksClient(relay.socksPort())) {
            client.say(bytes(part));
            client.socket().shutdownOutput();

            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void payloadOfAClientThatIsRefusedGoesNowhere() throws IOException {
        relay.setForwarding(false);
        try (var client = greeted()) {
            client.say(join(connect(LOOPBACK, echo.port()), new byte[100_000]))
                    .hear("05 03" + NOWHERE)
                    .hearEnd();
        }
        assertThat(relay.counters().otherUplink().passedBytes()).isZero();
    }
}
