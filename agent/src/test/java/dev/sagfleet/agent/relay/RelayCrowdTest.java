package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.RelayTest.connect;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of clients come at once, and have to wait for each other. */
@Timeout(240)
class RelayCrowdTest {
    private static final int CLIENTS = 10_000;

    /** One of them is there before. */
    private static final int CONNECTIONS_MAX = 2_000;

    private static final int ENOUGH_TO_MATTER = 100_000;

    @Test
    void tenThousandAtOnceAreServedAndOthersGoOn() throws Exception {
        try (Crowd crowd = new Crowd(CONNECTIONS_MAX - 1);
                TargetServer source = TargetServer.source();
                RelayFixture relay = new RelayFixture(
                        RelayConfig.forwarding(new Forward(0, "127.0.0.1", crowd.targetPort()), source.forward())
                                .withConnectionsMax(CONNECTIONS_MAX),
                        RelayFixture.megabits(50));
                Socket other = connect(relay.forwardPort(1));
                InputStream in = other.getInputStream()) {
            assertThat(in.read()).isNotNegative();
            var progress = new AtomicLong();
            Thread reader = new Thread(() -> count(in, progress));
            reader.start();
            crowd.come(CLIENTS, new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.forwardPort()));

            Await.until("as many targets as there may be", crowd::isFull);
            assertThat(relay.clients()).isEqualTo(CONNECTIONS_MAX);
            awaitProgress(progress);
            crowd.answer();
            Await.until("echoes", () -> {
                assertThat(relay.clients()).isLessThanOrEqualTo(CONNECTIONS_MAX);
                return crowd.echoes() == CLIENTS;
            });
            awaitProgress(progress);
            assertThat(crowd.failures()).isZero();
            Await.until("clients", () -> relay.clients() == 1);
        }
    }

    private static void awaitProgress(AtomicLong progress) {
        long before = progress.get();
        Await.until("progress of the other flow", () -> progress.get() > before + ENOUGH_TO_MATTER);
    }

    private static void count(InputStream in, AtomicLong progress) {
        try {
            byte[] part = new byte[64 * 1024];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                progress.addAndGet(read);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
