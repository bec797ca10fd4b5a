package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.standalone.AgentStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real connections through a device follow what is called through the API while they are open. */
class RelayTest {
    /** 5 ms of the rate, or two frames. */
    private static final double BURST_SECONDS = 0.005;

    private static final double BYTES_PER_MEGABIT = 125_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MEGABYTE = 1_000_000;

    private static Path directory;
    private static TestWorld world;
    private static Calls calls;
    private static EndlessServer target;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        world = TestWorld.start(directory.resolve("data"), Duration.ofMillis(250), Conditions.DEFAULT);
        calls = new Calls(world.api(OfficialClient.TEA));
        target = new EndlessServer();
    }

    @AfterAll
    static void stop() throws IOException {
        target.close();
        world.close();
    }

    @Test
    void aChangeOfBandwidthHoldsForOpenConnectionsOnceTheCallHasReturned() throws IOException {
        try (RelayingDevice device = device("change", "2.4.0");
                Download download = new Download(device)) {
            requireLimit(device, RelayTest::other, 10);

            calls.upgrade(device.instanceId(), 200);
            requireLimit(device, RelayTest::other, 200);
            calls.downgrade(device.instanceId(), 20);

            requireLimit(device, RelayTest::other, 20);
            assertThat(download.bytes()).isPositive();
        }
    }

    @Test
    void whatGoesToAnAcceleratedTargetIsLimitedByTheAccelerationWhileTheDeviceIsAssociated() throws IOException {
        String plan = world.planId(TestWorld.HQ);
        try (RelayingDevice device = device("associated", "2.4.0");
                Download download = new Download(device)) {
            requireLimit(device, RelayTest::other, 10);

            calls.associate(plan, device.instanceId(), 4);
            requireLimit(device, RelayTest::accelerated, 4);
            long other = other(device.status()).passedBytes();
            requireLimit(device, RelayTest::accelerated, 4);
            assertThat(other(device.status()).passedBytes()).isEqualTo(other);

            calls.dissociate(plan, device.instanceId());
            long accelerated = accelerated(device.status()).passedBytes();
            requireLimit(device, RelayTest::other, 10);
            assertThat(accelerated(device.status()).passedBytes()).isEqualTo(accelerated);
            assertThat(download.bytes()).isPositive();
        }
    }

    @Test
    void below240AccelerationIsRefusedAndTheTrafficCarriedAsAnyOther() throws IOException {
        try (RelayingDevice device = device("old", "2.3.9");
                Download download = new Download(device)) {
            ApiAnswer answer = calls.associate(world.planId(TestWorld.HQ), device.instanceId(), 4);

            assertThat(answer.code()).isEqualTo("UnsupportedFeature.ApplicationAccelerate");
            requireLimit(device, RelayTest::other, 10);
            assertThat(accelerated(device.status())).isEqualTo(new ByteCounts(0, 0, 0, 0));
            assertThat(download.bytes()).isPositive();
        }
    }

    @Test
    void theControllerShowsTheBytesThatTheDeviceCounted() throws IOException {
        try (RelayingDevice device = device("counted", "2.4.0")) {
            try (Socket client = device.connect()) {
                client.getInputStream().readNBytes(MEGABYTE);
            }
            Await.until(() -> device.status().connections() == 0);

            ByteCounts counted = other(device.status());
            JsonNode shown = Await.until(
                    () -> world.device(device.serial())
                            .path("counters")
                            .path("downlink")
                            .path("other"),
                    seen -> seen.path("passedBytes").asLong() == counted.passedBytes());

            assertThat(counted.passedBytes()).isGreaterThanOrEqualTo(MEGABYTE);
            assertThat(shown.path("delayedBytes").asLong()).isEqualTo(counted.delayedBytes());
            assertThat(counted.delayedBytes()).isPositive();
        }
    }

    @Test
    void aDeviceThatIsStartedAgainIsTheSameAndHoldsWhatItHeld() throws IOException {
        String serial;
        String instance;
        try (RelayingDevice device = device("again", "2.4.0")) {
            serial = device.serial().text();
            instance = device.instanceId();
            calls.upgrade(instance, 50);
        }

        try (RelayingDevice device = device("again", "2.4.0")) {
            assertThat(device.serial().text()).isEqualTo(serial);
            assertThat(device.instanceId()).isEqualTo(instance);
            assertThat(device.status().state().bandwidth().bitsPerSecond()).isEqualTo(50_000_000);
        }
    }

    private static RelayingDevice device(String name, String firmware) throws IOException {
        return RelayingDevice.start(world, directory.resolve(name + ".json"), firmware, target.port());
    }

    private static ByteCounts accelerated(AgentStatus status) {
        return status.counters().acceleratedDownlink();
    }

    private static ByteCounts other(AgentStatus status) {
        return status.counters().otherDownlink();
    }

    /** Over some bursts, no more passes from now on than the limit lets through, and no less than a tenth of it. */
    private static void requireLimit(RelayingDevice device, Function<AgentStatus, ByteCounts> kind, int megabits) {
        AgentStatus start = device.status();
        AgentStatus end =
                Await.until(device::status, now -> passed(start, now, kind) > megabits * BYTES_PER_MEGABIT / 4);

        double seconds = (end.nanos() - start.nanos()) / NANOS_PER_SECOND;
        assertThat((double) passed(start, end, kind))
                .as("bytes in %.3f s", seconds)
                .isBetween(
                        megabits * BYTES_PER_MEGABIT * seconds / 10,
                        megabits * BYTES_PER_MEGABIT * (seconds + BURST_SECONDS));
    }

    private static long passed(AgentStatus start, AgentStatus end, Function<AgentStatus, ByteCounts> kind) {
        return kind.apply(end).passedBytes() - kind.apply(start).passedBytes();
    }

    /** A client that takes all that comes. */
    private static final class Download implements AutoCloseable {
        private final Socket client;
        private final AtomicLong bytes = new AtomicLong();

        Download(RelayingDevice device) throws IOException {
            client = device.connect();
            Thread reader = new Thread(this::read, "download");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = client.getInputStream();
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    bytes.addAndGet(read);
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        }

        long bytes() {
            return bytes.get();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
