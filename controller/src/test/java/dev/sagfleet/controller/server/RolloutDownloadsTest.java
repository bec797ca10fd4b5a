package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of rollouts over HTTP, each rollout with a share of the line. */
@DisplayName("R17: the egress of a rollout is held where images are sent")
class RolloutDownloadsTest {
    private static final String ROLLOUTS = "/_sag/rollouts";
    private static final int SIZE = 64 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What a download may have caught up, of a tenth of a second, and what waits in sockets, against a second. */
    private static final double AT_ONCE = 1.3;

    private ServingController serving;
    private ControlCalls calls;
    private Digest image;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        serving = ServingController.start(directory);
        calls = new ControlCalls(serving.controller());
        image = serving.built(SIZE);
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void twoRolloutsHaveTheirOwnSharesAndWhoIsOfNoneHasWhatIsLeft() throws IOException {
        String slow = started("slow", 8);
        String fast = started("fast", 40);
        DownloadingDevice first = serving.register("SAG-1000", 500);
        DownloadingDevice second = serving.register("SAG-1000", 500);
        DownloadingDevice third = serving.register("SAG-1000", 500);
        DownloadingDevice alone = serving.register("SAG-1000", 500);
        try (RawHttp ofSlow = get(first, Optional.of(slow));
                RawHttp ofFast = get(second, Optional.of(fast))) {
            assertThat(ofSlow.head().status()).isEqualTo(200);
            assertThat(ofFast.head().status()).isEqualTo(200);
            assertThat(shown(slow)).isEqualTo("8000000 of 8000000, 1");
            assertThat(shown(fast)).isEqualTo("40000000 of 40000000, 1");

            assertBusy(third, Optional.of(slow));
            assertBusy(third, Optional.of(fast));
            try (RawHttp ofNone = get(alone, Optional.empty())) {
                assertThat(ofNone.head().status()).isEqualTo(200);
            }
            assertThat(bitsPerSecond(ofSlow, 500_000)).isLessThan(8_000_000 * AT_ONCE);
            assertThat(bitsPerSecond(ofFast, 4_000_000)).isLessThan(40_000_000 * AT_ONCE);
        }
        awaitShown(slow, "0 of 8000000, 0");
        try (RawHttp next = get(third, Optional.of(slow))) {
            assertThat(next.head().status()).isEqualTo(200);
        }
    }

    @Test
    void aCapThatIsEditedHoldsFromTheResumeOnForThoseThatRunToo() throws IOException {
        String id = started("edited", 40);
        DownloadingDevice device = serving.register("SAG-1000", 500);
        DownloadingDevice other = serving.register("SAG-1000", 500);
        try (RawHttp running = get(device, Optional.of(id))) {
            running.head();
            edit(id, "edited", 8);
            assertThat(shown(id)).isEqualTo("40000000 of 40000000, 1");

            calls.post(ROLLOUTS + '/' + id + "/pause", "{}");
            calls.post(ROLLOUTS + '/' + id + "/resume", "{}");
            assertThat(shown(id)).isEqualTo("8000000 of 8000000, 1");
            assertThat(bitsPerSecond(running, 1_000_000)).isLessThan(8_000_000 * AT_ONCE);
            assertBusy(other, Optional.of(id));

            calls.post(ROLLOUTS + '/' + id + "/pause", "{}");
            edit(id, "edited", 100);
            calls.post(ROLLOUTS + '/' + id + "/resume", "{}");
            assertThat(shown(id)).isEqualTo("40000000 of 100000000, 1");
            try (RawHttp late = get(other, Optional.of(id))) {
                assertThat(late.head().status()).isEqualTo(503); // it takes up to 100 Mbit/s, and 60 are left
            }
            DownloadingDevice small = serving.register("SAG-1000", 60);
            try (RawHttp more = get(small, Optional.of(id))) {
                assertThat(more.head().status()).isEqualTo(200);
                assertThat(shown(id)).isEqualTo("100000000 of 100000000, 2");
            }
        }
    }

    @Test
    void aRolloutThatIsOverHoldsNobody() throws IOException {
        String id = started("ended", 8);
        DownloadingDevice device = serving.register("SAG-1000", 50);
        DownloadingDevice other = serving.register("SAG-1000", 50);
        try (RawHttp running = get(device, Optional.of(id))) {
            running.head();
            assertBusy(other, Optional.of(id));

            calls.post(ROLLOUTS + '/' + id + "/cancel", "{}");

            try (RawHttp free = get(other, Optional.of(id))) {
                assertThat(free.head().status()).isEqualTo(200);
            }
        }
        DownloadingDevice stranger = serving.register("SAG-1000", 50);
        try (RawHttp ofUnknown = get(stranger, Optional.of("ro-99"))) {
            assertThat(ofUnknown.head().status()).isEqualTo(200);
        }
    }

    private void assertBusy(DownloadingDevice device, Optional<String> rollout) throws IOException {
        Answer answer = device.refused("GET", link(device, rollout), device.token());
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(Long.parseLong(answer.headers().get("retry-after"))).isBetween(1L, 300L);
    }

    /** How fast the next bytes come, after those that have waited in sockets. */
    private static double bitsPerSecond(RawHttp connection, int bytes) throws IOException {
        long beganNanos = System.nanoTime();
        long waited = 0;
        while (System.nanoTime() - beganNanos < NANOS_PER_SECOND / 2) {
            connection.bytes(20_000);
            waited += 20_000;
        }
        assertThat(waited).isPositive();
        beganNanos = System.nanoTime();
        assertThat(connection.bytes(bytes)).hasSize(bytes);
        return bytes * 8 * NANOS_PER_SECOND / (System.nanoTime() - beganNanos);
    }

    private RawHttp get(DownloadingDevice device, Optional<String> rollout) throws IOException {
        return device.ask("GET", link(device, rollout), device.token());
    }

    /** For a job of a device, which a rollout may have ordered. */
    private String link(DownloadingDevice device, Optional<String> rollout) {
        var job = new FirmwareJob(
                device.serial(),
                7,
                1,
                image,
                FirmwareVersion.parse("2.5.0"),
                rollout.isPresent() ? FirmwareJob.Origin.ROLLOUT : FirmwareJob.Origin.CONTROL,
                rollout.map(id -> new RolloutOrder(id, 1)),
                Duration.ofMinutes(10),
                JobProgress.ORDERED,
                false,
                1,
                1);
        serving.controller()
                .store()
                .write(transaction -> {
                    transaction.jobs().save(job);
                    return true;
                })
                .toCompletableFuture()
                .join();
        return serving.controller()
                .downloadLinks()
                .mint(device.serial(), image, job.id(), Instant.now().toEpochMilli());
    }

    /** Of a box that never connects. */
    private String started(String name, int megabits) throws IOException {
        serving.register("SAG-1000", 500);
        String id = calls.post(ROLLOUTS + "?anyway=true", file(name, megabits))
                .path("id")
                .textValue();
        RunningController.await("members", () -> state(id).equals("waiting_for_approval"));
        JsonNode membership = calls.get(ROLLOUTS + '/' + id).path("membership");
        calls.post(ROLLOUTS + '/' + id + "/approve", "{\"members\":" + membership.path("digest") + '}');
        calls.post(ROLLOUTS + '/' + id + "/start", "{}");
        return id;
    }

    private static String file(String name, int megabits) {
        return "{name: " + name + ", image: 2.5.0, waves: [{percent: 100}], late: ignore, pace: {egress: " + megabits
                + " Mbit/s}}";
    }

    private void edit(String id, String name, int megabits) throws IOException {
        int revision = calls.get(ROLLOUTS + '/' + id).path("revision").intValue();
        ControlCalls.done(
                calls.send("PUT", ROLLOUTS + '/' + id + "?anyway=true&revision=" + revision, file(name, megabits)));
    }

    private String state(String id) {
        try {
            return calls.get(ROLLOUTS + '/' + id).path("state").textValue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String shown(String id) throws IOException {
        JsonNode rollout = calls.get(ROLLOUTS + '/' + id);
        return rollout.path("egress").path("bitsPerSecond") + " of "
                + rollout.path("pace").path("egressBitsPerSecond") + ", "
                + rollout.path("egress").path("downloads");
    }

    private void awaitShown(String id, String expected) {
        RunningController.await(expected, () -> {
            try {
                return shown(id).equals(expected);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
