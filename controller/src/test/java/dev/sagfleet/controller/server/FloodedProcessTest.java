package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many at once who send as much as they can or read nothing: everybody else is served meanwhile, and the process does
 * not grow by what they do. The attack grows by the number of attackers; each is slowed down by itself, so that a
 * longer one would be the same.
 */
@Tag("attack")
class FloodedProcessTest {
    private static final int SCALE = Integer.getInteger("attack.scale", 1);
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int DEVICES = 20 * SCALE;
    private static final int PEERS = 10 * SCALE;

    /** All are served in turn, so that with more attackers it takes longer. */
    private static final Duration CALL_MAX = Duration.ofSeconds(2L * SCALE);

    /** More than the small heap that it may fill, with what the runtime takes for itself as it warms up. */
    private static final long GROWTH_MEBIBYTES_MAX = 300;

    private final ControllerProcess controller;
    private final List<AutoCloseable> attackers = new ArrayList<>();
    private volatile boolean isOver;

    FloodedProcessTest(@TempDir Path directory) throws IOException {
        controller = ControllerProcess.start(directory, DEVICES + 1);
    }

    @AfterEach
    void end() throws Exception {
        isOver = true;
        for (AutoCloseable attacker : attackers) {
            attacker.close();
        }
        controller.close();
    }

    private interface Attacks {
        void begin() throws IOException;
    }

    private interface Attack {
        void once() throws IOException;
    }

    private void attack(AutoCloseable attacker, Attack attack) {
        attackers.add(attacker);
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!isOver) {
                            attack.once();
                        }
                    } catch (IOException e) {
                        // It was cut off, or the test is over.
                    }
                },
                "attack");
        thread.setDaemon(true);
        thread.start();
    }

    /** Measures from a process that has made some calls. */
    private void assertHoldsOut(String what, Attacks attacks) throws IOException {
        SteadyCaller caller = SteadyCaller.start(controller.apiPort());
        long before = controller.residentMebibytes();
        attacks.begin();
        caller.begin();
        LockSupport.parkNanos(TIME.toNanos());
        caller.assertWasServed(CALL_MAX, what);
        long growth = controller.residentMebibytesMax() - before;
        System.out.println(what + ": from " + before + " MiB by " + growth + " MiB");
        assertThat(growth).isLessThan(GROWTH_MEBIBYTES_MAX);
    }

    @Test
    void devicesThatSuspendAndResumeAllTheTimeSlowNobodyDownAndAreNotCutOff() throws IOException {
        List<String> messages =
                Collections.nCopies(500, List.of(acceleration("Resumed", "2.4.0"), acceleration("Suspended", "2.3.9")))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        List<LockStepDevice> devices = new ArrayList<>();
        for (int i = 1; i <= DEVICES; i++) {
            devices.add(controller.online(i));
        }

        assertHoldsOut(
                DEVICES + " flooding devices",
                () -> devices.forEach(device -> attack(device, () -> device.sendTexts(messages))));

        for (LockStepDevice device : devices) {
            device.waitAtMost(Duration.ofMillis(1));
            assertThat(device.isEnded()).isFalse();
        }
    }

    private static String acceleration(String type, String firmware) {
        return "{\"type\":\"" + type + "\",\"epoch\":1,\"revision\":1,\"firmware\":\"" + firmware + "\"}";
    }

    @Test
    void largeBodiesWithoutASignatureSlowNobodyDown() throws IOException {
        byte[] body = new byte[1_000_000];
        String head = "POST /?Action=DescribeRegions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length
                + "\r\n\r\n";

        assertHoldsOut(PEERS + " peers with unsigned bodies", () -> {
            for (int i = 0; i < PEERS; i++) {
                attack(() -> {}, () -> send(head, body));
            }
        });
    }

    /** It may be turned away for lack of room. */
    private void send(String head, byte[] body) throws IOException {
        try (RawHttp peer = new RawHttp(controller.apiPort())) {
            peer.send(head);
            peer.send(body);
            assertThat(peer.read().status()).isGreaterThanOrEqualTo(400);
        } catch (SocketException | EOFException e) {
            // It comes again.
        }
    }

    @Test
    void readersThatNeitherWaitForAnswersNorReadThemSlowNobodyDown() throws IOException {
        String request = RawHttp.signed(RunningController.ROOT, "DescribeRegions", "") + "Content-Length: 0\r\n\r\n";
        byte[] requests = request.repeat(100).getBytes(StandardCharsets.ISO_8859_1);

        assertHoldsOut(PEERS + " readers that do not read", () -> {
            for (int i = 0; i < PEERS; i++) {
                RawHttp deaf = new RawHttp(controller.apiPort());
                attack(deaf, () -> deaf.send(requests));
            }
        });
    }
}
