package dev.sagfleet.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes come out at the other end as they went in, and connections end as their ends say. */
@Timeout(60)
class RelayTest {
    private static final int MEGABYTE = 1_000_000;

    @Test
    void megabytesComeBackAsTheyWereSent() throws Exception {
        byte[] sent = random(20 * MEGABYTE, 1);

        try (TargetServer echo = TargetServer.echo();
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(echo.forward()), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            Thread sender = new Thread(() -> send(client, sent));
            sender.start();
            byte[] received = client.getInputStream().readAllBytes();

            assertThat(received).isEqualTo(sent);
            sender.join();
            assertThat(relay.counters().otherUplink().passedBytes()).isEqualTo(sent.length);
            assertThat(relay.counters().otherDownlink().passedBytes()).isEqualTo(sent.length);
        }
    }

    @Test
    void whatATargetSentBeforeItClosedArrivesWhole() throws Exception {
        byte[] page = random(3 * MEGABYTE, 2);

        try (TargetServer server =
                        new TargetServer(client -> client.getOutputStream().write(page));
                RelayFixture relay =
                        new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.megabits(100));
                Socket client = connect(relay.forwardPort());
                InputStream in = client.getInputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(page);
        }
    }

    @Test
    void aClientThatHasSaidAllThatItWillStillGetsItsAnswer() throws Exception {
        byte[] page = random(30 * MEGABYTE, 3);

        try (TargetServer server = new TargetServer(client -> {
                    client.getInputStream().readAllBytes();
                    client.getOutputStream().write(page);
                });
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), RelayFixture.wide());
                Socket client = connect(relay.forwardPort())) {
            client.getOutputStream().write(7);
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(page);
        }
    }

    static void send(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] random(int bytes, long seed) {
        byte[] random = new byte[bytes];
        new Random(seed).nextBytes(random);
        return random;
    }

    static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
