package dev.sagfleet.agent.relay;

import static dev.sagfleet.agent.relay.RelayFixture.megabits;
import static dev.sagfleet.agent.relay.RelayFixture.wide;
import static dev.sagfleet.agent.relay.RelayTest.connect;
import static dev.sagfleet.agent.relay.RelayTest.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may not pass yet, or is not taken, stays with its sender: the relay holds a quantum of it. */
@Timeout(60)
class RelayHoldsBackTest {
    /** The larger of 5 ms of the rate and two frames, as the buckets have it. */
    private static final long BURST_BYTES_AT_8_MEGABITS = 5_000;

    private static final long BURST_BYTES_AT_2_MEGABITS = 3_028;

    /** What a socket may take in at the most is some megabytes at each of four ends. */
    private static final int MORE_THAN_ALL_BUFFERS = 60_000_000;

    @Test
    void clientThatDoesNotReadCostsABoundedAmountOfMemory() throws Exception {
        byte[] page = random(MORE_THAN_ALL_BUFFERS, 7);
        var written = new AtomicLong();
        try (TargetServer server = new TargetServer(client -> writeSlowly(page, client, written));
                TargetServer source = TargetServer.source();
                RelayFixture relay =
                        new RelayFixture(RelayConfig.forwarding(server.forward(), source.forward()), wide());
                Socket lazy = connect(relay.forwardPort());
                Socket eager = connect(relay.forwardPort(1))) {
            pull(eager, 5_000_000);
            long memoryBefore = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            pull(eager, 50_000_000);

            assertThat(written.get()).isLessThan(page.length);
            assertThat(relay.heldBytes()).isLessThanOrEqualTo(2 * 128 * 1024);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - memoryBefore)
                    .isLessThanOrEqualTo(16 << 20);
            assertThat(Arrays.mismatch(lazy.getInputStream().readAllBytes(), page))
                    .isEqualTo(-1);
        }
    }

    /** The bytes lie in the buffers of sockets, where they are when the end is seen. */
    @Test
    void noMoreThanAQuantumIsHeldOfASenderThatHasEnded() throws Exception {
        byte[] sent = random(1_000_000, 8);
        var heard = new CompletableFuture<byte[]>();
        try (TargetServer server = new TargetServer(
                        client -> heard.complete(client.getInputStream().readAllBytes()));
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), megabits(8));
                Socket client = connect(relay.forwardPort())) {
            new Thread(() -> RelayTest.send(client, sent)).start();
            long heldMax = 0;
            while (!heard.isDone()) {
                heldMax = Math.max(heldMax, relay.heldBytes());
            }

            assertThat(heldMax).isBetween(1L, BURST_BYTES_AT_8_MEGABITS / 2);
            assertThat(Arrays.mismatch(heard.get(), sent)).isEqualTo(-1);
        }
    }

    @Test
    void nothingPassesWhileTheDeviceDoesNotForwardAndNoBurstFollows() throws Exception {
        byte[] page = random(400_000, 9);
        try (TargetServer server =
                        new TargetServer(client -> client.getOutputStream().write(page));
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), megabits(8));
                Socket client = connect(relay.forwardPort())) {
            var heard = readAll(client);
            Await.until("bytes", () -> relay.passed().bytes() > 50_000);
            relay.setForwarding(false);
            RelayFixture.Passed standby = relay.passed();
            carryFor20Milliseconds();
            var resumed = relay.resume();

            assertThat(resumed.get(0).bytes()).isEqualTo(standby.bytes());
            assertThat(resumed.get(1).bytes() - standby.bytes()).isLessThanOrEqualTo(BURST_BYTES_AT_8_MEGABITS);
            assertThat(Arrays.mismatch(heard.join(), page)).isEqualTo(-1);
            relay.passed().assertHeldTo(8, BURST_BYTES_AT_8_MEGABITS, resumed.get(0));
        }
    }

    @Test
    void aChunkLargerThanTheNewBurstPassesAtTheNewRate() throws Exception {
        byte[] page = random(12_000_000, 10);
        try (TargetServer server =
                        new TargetServer(client -> client.getOutputStream().write(page));
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), megabits(500));
                Socket client = connect(relay.forwardPort())) {
            var heard = readAll(client);
            RelayFixture.Passed fast = relay.setRatesWhileHolding(40_000, megabits(2));
            Await.until("bytes", () -> relay.passed().bytes() > fast.bytes() + 100_000);
            RelayFixture.Passed slow = relay.setRatesWhileHolding(1, megabits(500));

            slow.assertHeldTo(2, BURST_BYTES_AT_2_MEGABITS, fast);
            assertThat(Arrays.mismatch(heard.join(), page)).isEqualTo(-1);
        }
    }

    @Test
    void ratesThatChangeAllTheTimeLoseNothing() throws Exception {
        byte[] page = random(10_000_000, 11);
        try (TargetServer server =
                        new TargetServer(client -> client.getOutputStream().write(page));
                RelayFixture relay = new RelayFixture(RelayConfig.forwarding(server.forward()), megabits(2));
                Socket client = connect(relay.forwardPort())) {
            var heard = readAll(client);
            // A client that is not connected with its target yet would be refused.
            Await.until("bytes", () -> relay.passed().bytes() > 0);
            for (int change = 0; !heard.isDone(); change++) {
                relay.setRates(megabits(change % 2 == 0 ? 500 : 2));
                relay.setForwarding(change % 3 != 0);
            }

            assertThat(Arrays.mismatch(heard.join(), page)).isEqualTo(-1);
        }
    }

    /** Another device takes that long at least for its bytes. */
    private static void carryFor20Milliseconds() throws IOException {
        try (TargetServer source = TargetServer.source();
                RelayFixture other = new RelayFixture(RelayConfig.forwarding(source.forward()), megabits(80));
                Socket client = connect(other.forwardPort())) {
            pull(client, 250_000);
        }
    }

    private static void writeSlowly(byte[] page, Socket client, AtomicLong written) throws IOException {
        int part = 10_000;
        for (int from = 0; from < page.length; from += part) {
            client.getOutputStream().write(page, from, part);
            written.addAndGet(part);
        }
    }

    private static CompletableFuture<byte[]> readAll(Socket client) {
        var heard = new CompletableFuture<byte[]>();
        new Thread(() -> {
                    try {
                        heard.complete(client.getInputStream().readAllBytes());
                    } catch (IOException e) {
                        heard.completeExceptionally(e);
                    }
                })
                .start();
        return heard;
    }

    private static void pull(Socket client, int bytes) throws IOException {
        byte[] part = new byte[64 * 1024];
        for (long left = bytes; left > 0; ) {
            int read = client.getInputStream().read(part);
            assertThat(read).isPositive();
            left -= read;
        }
    }
}
