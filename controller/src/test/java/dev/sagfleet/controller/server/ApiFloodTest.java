package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RunningController.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers without a key that send too much, too slowly, or read nothing, beside a caller who is served meanwhile. */
@Tag("attack")
class ApiFloodTest {
    private static final int SCALE = Integer.getInteger("attack.scale", 1);
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Path directory;
    private final List<RawHttp> peers = new ArrayList<>();

    ApiFloodTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void leave() throws IOException {
        for (RawHttp peer : peers) {
            peer.close();
        }
    }

    private RunningController running(ApiLimits limits) throws IOException {
        return RunningController.start(RunningController.config(directory).withApiLimits(limits));
    }

    private RawHttp peer(RunningController running) throws IOException {
        RawHttp peer = new RawHttp(running.controller().apiPort());
        peers.add(peer);
        return peer;
    }

    private static void assertIsServed(RunningController running) throws IOException {
        try (RawHttp caller = new RawHttp(running.controller().apiPort())) {
            caller.send(RawHttp.signed("POST", ROOT, "DescribeRegions", "") + "Content-Length: 3\r\n\r\n");
            caller.send("a=b"); // in a part of its own: it is unfinished for a moment, as theirs are
            assertThat(caller.read().status()).isEqualTo(400);
            caller.send(RawHttp.signed("POST", ROOT, "DescribeRegions", "") + "Content-Length: 0\r\n\r\n");
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    @Test
    void unfinishedBodiesTakeNoMoreThanTheirRoomAndTheOldestGiveWay() throws IOException {
        int room = 4;
        var limits = ApiLimits.ofThisProcess().withTimes(LONG, LONG, LONG).withRoom(1_000, (long) room * MEBIBYTE);
        try (RunningController running = running(limits)) {
            byte[] most = new byte[MEBIBYTE - 10_000];
            for (int i = 0; i < 30 * SCALE; i++) {
                RawHttp peer = peer(running);
                peer.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + MEBIBYTE + "\r\n\r\n");
                peer.send(most);
                assertIsServed(running);
            }

            for (RawHttp peer : peers.subList(0, peers.size() - room)) {
                assertThat(peer.read().status()).isEqualTo(503);
                assertThat(peer.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void longRequestLinesCountAsBodiesDo() throws IOException {
        var limits = ApiLimits.ofThisProcess().withTimes(LONG, LONG, LONG).withRoom(1_000, MEBIBYTE);
        try (RunningController running = running(limits)) {
            for (int i = 0; i < 20 * SCALE; i++) {
                peer(running).send("GET /?a=" + "x".repeat(250_000));
            }
            assertIsServed(running);

            for (RawHttp peer : peers.subList(0, peers.size() - 4)) {
                assertThat(peer.read().status()).isEqualTo(503);
            }
        }
    }

    @Test
    void aRequestThatTricklesIsGivenUpHoweverOftenSomethingComes() throws IOException {
        var limits = ApiLimits.ofThisProcess().withTimes(LONG, SHORT, LONG);
        try (RunningController running = running(limits);
                var body = new Socket(
                        InetAddress.getLoopbackAddress(), running.controller().apiPort());
                var head = new Socket(
                        InetAddress.getLoopbackAddress(), running.controller().apiPort())) {
            body.getOutputStream()
                    .write("POST / HTTP/1.1\r\nContent-Length: 9999\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0;
                    body.getInputStream().available() == 0
                            || head.getInputStream().available() == 0;
                    i++) {
                assertThat(i).as("bytes sent before the end").isLessThan(1_000);
                body.getOutputStream().write('x');
                head.getOutputStream().write('x');
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }

            assertThat(new String(body.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ");
            assertThat(new String(head.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ");
            assertIsServed(running);
        }
    }

    @Test
    void whoeverDoesNotReadItsAnswersIsGivenUp() throws IOException {
        var limits = ApiLimits.ofThisProcess().withTimes(LONG, LONG, SHORT);
        try (RunningController running = running(limits);
                var deaf = SocketChannel.open(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), running.controller().apiPort()))) {
            deaf.configureBlocking(false);
            // Answers of some kilobytes, which soon fill what the system keeps for either end.
            String request = "GET /metrics HTTP/1.1\r\nAuthorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\n\r\n";
            ByteBuffer some = ByteBuffer.wrap(request.repeat(100).getBytes(StandardCharsets.UTF_8));

            RunningController.await("the connection is ended", () -> isEnded(deaf, some));

            assertIsServed(running);
        }
    }

    /** Sends more, as much as is taken. */
    private static boolean isEnded(SocketChannel channel, ByteBuffer some) {
        try {
            while (channel.write(some) > 0) {
                if (!some.hasRemaining()) {
                    some.rewind();
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aThousandRequestsSentAtOnceAreAllAnsweredInOrder() throws IOException {
        try (RunningController running = running(ApiLimits.ofThisProcess())) {
            RawHttp peer = peer(running);
            int requests = 1_000 * SCALE;
            peer.send((HEALTH + "GET /nowhere HTTP/1.1\r\n\r\n").repeat(requests / 2));

            for (int i = 0; i < requests; i++) {
                assertThat(peer.read().status()).isEqualTo(i % 2 == 0 ? 200 : 404);
            }
        }
    }

    @Test
    void connectionsBeyondTheirNumberTakeThePlaceOfTheIdleAndNotOfAStreamThatIsRead() throws IOException {
        int most = 8;
        var limits = ApiLimits.ofThisProcess().withTimes(LONG, LONG, LONG).withRoom(most, MEBIBYTE);
        try (RunningController running = running(limits)) {
            String token = running.controller().credentials().controlToken();
            RawHttp stream = new RawHttp(running.controller().apiPort());
            stream.send("GET /_sag/events HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            stream.readHead();
            for (int i = 0; i < 100 * SCALE; i++) {
                peer(running);
                if (i % 10 == 0) {
                    assertIsServed(running);
                }
            }

            for (RawHttp peer : peers.subList(0, peers.size() - most)) {
                assertThat(peer.isAtEnd()).isTrue();
            }
            assertThat(running.controller().apiConnections()).isLessThanOrEqualTo(most);
            RunningController.await("the stream goes on", () -> stream.hasMore());
            stream.close();
        }
    }
}
