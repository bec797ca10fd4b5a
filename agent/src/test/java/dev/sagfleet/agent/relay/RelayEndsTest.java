package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.RelayTest.connect;
import static dev.sagfleet.agent.relay.RelayTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.shaping.Rates;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that breaks at one end is seen as broken at the other, and one that ends ends cleanly. */
@Timeout(60)
class RelayEndsTest {
    /** Fits into the buffers of a socket. */
    private static final int SOME_BYTES = 50_000;

    private static final Rates SLOW = new Rates(Bandwidth.ofMegabits(1), Optional.empty());

    @Test
    void clientSeesThatItsTargetHasBrokenOff() throws Exception {
        try (TargetServer server = new TargetServer(client -> {
                    client.getInputStream().read();
                    breakOff(client);
                });
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(7);

            assertThatItBreaks(client);
        }
    }

    @Test
    void targetSeesThatItsClientHasBrokenOff() throws Exception {
        try (BreakWatch server = new BreakWatch();
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(7);
            server.awaitByte();
            breakOff(client);

            server.awaitBreak();
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void clientSeesABreakWhileWhatItWasSentIsHeldBackByTheRate() throws Exception {
        var sent = new CompletableFuture<Socket>();
        try (TargetServer server = new TargetServer(client -> {
                    client.getOutputStream().write(new byte[SOME_BYTES]);
                    sent.complete(client);
                    client.getInputStream().read();
                });
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), SLOW);
                Socket client = connect(relay.forwardPort())) {
            Await.until("held bytes", () -> relay.heldBytes() > 0);
            breakOff(sent.join());

            assertThatItBreaks(client);
            assertThat(relay.counters().otherDownlink().passedBytes()).isLessThan(SOME_BYTES);
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void clientSeesABreakWhileTheDeviceDoesNotForward() throws Exception {
        var sent = new CompletableFuture<Socket>();
        try (TargetServer server = new TargetServer(client -> {
                    client.getInputStream().read();
                    client.getOutputStream().write(new byte[SOME_BYTES]);
                    sent.complete(client);
                    client.getInputStream().read();
                });
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            Await.until("target", () -> server.connections() == 1);
            client.getOutputStream().write(7);
            Await.until("byte", () -> relay.counters().otherUplink().passedBytes() == 1);
            relay.setForwarding(false);
            breakOff(sent.join());

            assertThatItBreaks(client);
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void targetSeesABreakWhileWhatItIsToHearIsHeldBack() throws Exception {
        try (BreakWatch server = new BreakWatch();
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), SLOW);
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(new byte[SOME_BYTES]);
            Await.until("held bytes", () -> relay.heldBytes() > 0);
            breakOff(client);

            server.awaitBreak();
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    /** The end was seen at a time when there was room, so that nothing but the break is left to see. */
    @Test
    void targetSeesABreakOfAClientThatHadEndedAndIsHeldBack() throws Exception {
        try (BreakWatch server = new BreakWatch();
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), SLOW);
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(new byte[SOME_BYTES]);
            client.shutdownOutput();
            Await.until("several turns", () -> relay.counters().otherUplink().passedBytes() > 10_000);
            relay.setForwarding(false);
            Await.until("held bytes", () -> relay.heldBytes() > 0);
            breakOff(client);

            server.awaitBreak();
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void targetThatHasSaidAllStillHearsItsClient() throws Exception {
        byte[] sent = random(3_000_000, 5);
        var heard = new CompletableFuture<byte[]>();
        try (TargetServer server = new TargetServer(client -> {
                    client.shutdownOutput();
                    heard.complete(client.getInputStream().readAllBytes());
                });
                RelayFixture relay =
                        new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.megabits(100));
                Socket client = connect(relay.forwardPort())) {
            assertThat(client.getInputStream().read()).isNegative();
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(Arrays.equals(heard.get(), sent)).isTrue();
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    /** Nothing is lost, and the end is not taken for a break, while all of it waits. */
    @Test
    void endsOnBothSidesWaitForWhatIsHeldBack() throws Exception {
        byte[] sent = random(SOME_BYTES, 6);
        var heard = new CompletableFuture<byte[]>();
        try (TargetServer server = new TargetServer(client -> {
                    client.getOutputStream().write(sent);
                    client.shutdownOutput();
                    heard.complete(client.getInputStream().readAllBytes());
                });
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), SLOW);
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(Arrays.equals(client.getInputStream().readAllBytes(), sent))
                    .isTrue();
            assertThat(Arrays.equals(heard.get(), sent)).isTrue();
            Await.until("clients", () -> relay.clients() == 0);
        }
    }

    @Test
    void clientThatBreaksOffWhileItsTargetIsLookedUpLeavesNothingBehind() throws Exception {
        var names = new SlowNames();
        try (TargetServer echo = TargetServer.echo();
                RelayFixture relay = new RelayFixture(
                        RelayConfig.forwarding(new Forward(0, "example.com", echo.port())),
                        RelayFixture.wide(),
                        names);
                Socket client = connect(relay.forwardPort())) {
            names.awaitQuestion();
            breakOff(client);
            Await.until("clients", () -> relay.clients() == 0);
            names.answer();
            relay.readAll();

            assertThat(echo.connections()).isZero();
        }
    }

    @Test
    void clientThatEndsWhileItsTargetIsLookedUpLeavesNothingBehind() throws Exception {
        var names = new SlowNames();
        try (TargetServer echo = TargetServer.echo();
                RelayFixture relay = new RelayFixture(
                        RelayConfig.forwarding(new Forward(0, "example.com", echo.port())),
                        RelayFixture.wide(),
                        names)) {
            connect(relay.forwardPort()).close();
            names.awaitQuestion();
            names.answer();

            Await.until("clients", () -> relay.clients() == 0 && echo.connections() == 0);
        }
    }

    static void breakOff(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    static void assertThatItBreaks(Socket socket) {
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> socket.getInputStream().readAllBytes())
                .withMessageContaining("reset");
    }

    /** A target that reads to the end, and says how that was. */
    private static final class BreakWatch implements AutoCloseable {
        private final CompletableFuture<Integer> first = new CompletableFuture<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final TargetServer server = new TargetServer(client -> {
            try {
                first.complete(client.getInputStream().read());
                client.getInputStream().readAllBytes();
                end.complete("ended");
            } catch (IOException e) {
                end.complete(String.valueOf(e.getMessage()));
            }
        });

        BreakWatch() throws IOException {}

        Forward forward() {
            return server.forward();
        }

        void awaitByte() {
            assertThat(first.join()).isNotNegative();
        }

        void awaitBreak() {
            assertThat(end.join()).contains("reset");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
