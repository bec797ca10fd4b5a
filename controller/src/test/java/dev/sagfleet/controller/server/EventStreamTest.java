package dev.sagfleet.controller.server;

import static dev.sagfleet.controller.server.RawHttp.signed;
import static dev.sagfleet.controller.server.RunningController.ROOT;
import static dev.sagfleet.controller.server.RunningController.serial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.controller.rpc.AccessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of a controller, as its API port streams them. */
class EventStreamTest {
    private static final Duration IDLE = Duration.ofMillis(300);

    private RunningController running;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(RunningController.config(directory)
                .withApiLimits(ApiLimits.ofThisProcess().withTimes(IDLE, IDLE, IDLE)));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private void call(AccessKey key, String action, String query) throws IOException {
        try (var connection = new RawHttp(running.controller().apiPort())) {
            connection.send(signed(key, action, query) + "Content-Length: 0\r\n\r\n");
            connection.read();
        }
    }

    private static String answered(String type, String more) {
        return "{\"type\":\"" + type + "\",\"epoch\":1,\"commandId\":\"registration\",\"aspect\":\"BANDWIDTH\","
                + "\"revision\":1" + more + '}';
    }

    @Test
    void aDeviceComesIsToldWhatItLacksAnswersAndGoes() throws IOException {
        try (EventLines events = EventLines.open(running, "")) {
            assertThat(events.status()).isEqualTo(200);
            try (LockStepDevice device = running.online(1)) {
                device.sendText(answered("Applied", ""));
                assertThat(events.nextAfterTime())
                        .isEqualTo("{\"kind\":\"online\",\"serial\":\"sagtest1\",\"model\":\"SAG-100WM\","
                                + "\"firmware\":\"2.4.0\",\"epoch\":1,\"accelerationSuspended\":false}");
                assertThat(events.nextAfterTime())
                        .isEqualTo("{\"kind\":\"sent\",\"serial\":\"sagtest1\",\"command\":\"ChangeBandwidth\","
                                + "\"commandId\":\"registration\",\"aspect\":\"bandwidth\",\"revision\":1}");
                assertThat(events.nextAfterTime())
                        .isEqualTo("{\"kind\":\"applied\",\"serial\":\"sagtest1\",\"commandId\":\"registration\","
                                + "\"aspect\":\"bandwidth\",\"revision\":1}");
            }
            assertThat(events.nextAfterTime()).isEqualTo("{\"kind\":\"offline\",\"serial\":\"sagtest1\",\"epoch\":1}");
        }
    }

    @Test
    void aRefusalSaysWhatWasFoundAndRequiredAndASuspensionTheFirmware() throws IOException {
        try (EventLines events = EventLines.open(running, "?kind=refused,suspended&kind=resumed");
                LockStepDevice device = running.online(1)) {
            device.sendText(answered(
                    "Refused",
                    ",\"reason\":\"BANDWIDTH_OUT_OF_RANGE\",\"found\":\"10 Mbit/s\",\"required\":\"2 Mbit/s\""));
            device.sendText("{\"type\":\"Suspended\",\"epoch\":1,\"revision\":1,\"firmware\":\"2.3.9\"}");
            device.sendText("{\"type\":\"Resumed\",\"epoch\":1,\"revision\":1,\"firmware\":\"2.4.1\"}");

            assertThat(events.nextAfterTime())
                    .isEqualTo("{\"kind\":\"refused\",\"serial\":\"sagtest1\",\"commandId\":\"registration\","
                            + "\"aspect\":\"bandwidth\",\"revision\":1,\"reason\":\"BANDWIDTH_OUT_OF_RANGE\","
                            + "\"found\":\"10 Mbit/s\",\"required\":\"2 Mbit/s\"}");
            assertThat(events.nextAfterTime())
                    .isEqualTo("{\"kind\":\"suspended\",\"serial\":\"sagtest1\",\"firmware\":\"2.3.9\"}");
            assertThat(events.nextAfterTime())
                    .isEqualTo("{\"kind\":\"resumed\",\"serial\":\"sagtest1\",\"firmware\":\"2.4.1\"}");
        }
    }

    @Test
    void aConnectionThatIsTakenOverDoesNotMakeItsDeviceOffline() throws IOException {
        try (EventLines events = EventLines.open(running, "?kind=online,offline");
                LockStepDevice first = running.online(1)) {
            try (LockStepDevice second = running.online(1)) {
                first.awaitClose();
                assertThat(second.isUndisturbed()).isTrue();
            }

            assertThat(events.nextAfterTime()).contains("\"online\"", "\"epoch\":1");
            assertThat(events.nextAfterTime()).contains("\"online\"", "\"epoch\":2");
            assertThat(events.nextAfterTime()).contains("\"offline\"", "\"epoch\":2");
        }
    }

    @Test
    void callsThatChangeSomethingOrFailAreToldAndReadingIsNot() throws IOException {
        String buy = "ApplicationBandwidthPackageBillingConfig.Bandwidth=10&RegionId=cn-shanghai";
        var stranger = new AccessKey(ROOT.id(), "another secret");
        try (EventLines events = EventLines.open(running, "")) {
            call(ROOT, "DescribeRegions", "");
            call(ROOT, "CreateApplicationBandwidthPackage", buy);
            call(ROOT, "DescribeSmartAccessGateways", "PageSize=many");
            call(ROOT, "Do" + "so".repeat(40), "");
            call(stranger, "DescribeRegions", "");

            JsonNode bought = events.next();
            assertThat(bought.path("kind").textValue()).isEqualTo("call");
            assertThat(bought.path("action").textValue()).isEqualTo("CreateApplicationBandwidthPackage");
            assertThat(bought.path("status").intValue()).isEqualTo(200);
            assertThat(bought.path("requestId").textValue()).hasSize(36);
            assertThat(bought.has("errorCode")).isFalse();
            JsonNode wrong = events.next();
            assertThat(wrong.path("action").textValue()).isEqualTo("DescribeSmartAccessGateways");
            assertThat(wrong.path("status").intValue()).isEqualTo(400);
            assertThat(wrong.path("errorCode").textValue()).isEqualTo("InvalidPageSize");
            assertThat(wrong.path("detail").textValue()).contains("many");
            assertThat(events.next().path("action").textValue()).hasSize(64).startsWith("Dososo");
            JsonNode notLetIn = events.next();
            assertThat(notLetIn.path("errorCode").textValue()).isEqualTo("SignatureDoesNotMatch");
            assertThat(notLetIn.has("action")).isFalse();
            assertThat(notLetIn.has("detail")).isFalse();
        }
    }

    @Test
    void aStreamCanBeginWithWhatIsRememberedAndGoOnWhereAnotherEnded() throws IOException {
        Instant before = Instant.now();
        running.online(1).close();
        running.online(2).close();
        JsonNode second;
        try (EventLines latest = EventLines.open(running, "?kind=online&last=1")) {
            second = latest.next();
        }
        try (EventLines all = EventLines.open(running, "?device=sagtest1,sagtest2&kind=online&since=0")) {
            JsonNode first = all.next();

            assertThat(first.path("serial").textValue()).isEqualTo("sagtest1");
            assertThat(Instant.parse(first.path("time").textValue())).isAfterOrEqualTo(before);
            assertThat(all.next()).isEqualTo(second);
        }
        long sequence = second.path("sequence").longValue();
        try (EventLines later = EventLines.open(running, "?kind=online&since=" + sequence)) {
            running.online(3).close();

            assertThat(later.next().path("serial").textValue()).isEqualTo("sagtest3");
        }
    }

    @Test
    void aStreamIsAboutTheDevicesThatItWasAskedFor() throws IOException {
        try (EventLines events = EventLines.open(running, "?device=" + serial(2) + "&device=" + serial(3))) {
            running.online(1).close();
            running.online(2).close();

            assertThat(events.next().path("serial").textValue()).isEqualTo("sagtest2");
        }
    }

    @Test
    void whatCannotBeAskedForIsRefused() throws IOException {
        assertRefused("?device=nobody", 404, "device: nobody (expected: a known one)");
        assertRefused("?device=a%20b", 400, "serialNumber: ");
        assertRefused("?kind=rebooted", 400, "kind: rebooted (expected: online, offline, ");
        assertRefused("?last=10001", 400, "last: 10001 (expected: a whole number from 0 to 10000)");
        assertRefused("?last=", 400, "last:  (expected: ");
        assertRefused("?since=1", 400, "since: 1 (expected: a whole number from 0 to 0)");
        assertRefused("?since=0&last=1", 400, "since, last: both (expected: one of them)");
        assertRefused("?instance=sag-1", 400, "instance: unknown (expected: device, kind, since, last, follow)");
        assertRefused("?device=%zz", 400, "path: ");
        try (EventLines refused = EventLines.open(running, "", "wrong")) {
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    private void assertRefused(String query, int status, String part) throws IOException {
        try (EventLines refused = EventLines.open(running, query)) {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.rest()).startsWith("{\"error\":\"" + part);
        }
    }

    @Test
    void aStreamOnWhichNothingHappensIsNotIdle() throws IOException {
        try (EventLines events = EventLines.open(running, "");
                RawHttp idle = new RawHttp(running.controller().apiPort())) {
            assertThat(idle.isAtEnd()).isTrue();
            running.online(1).close();

            assertThat(events.next().path("kind").textValue()).isEqualTo("online");
        }
    }

    @Test
    void streamsAreLimitedAndAReaderThatLeavesMakesRoom() throws IOException {
        List<EventLines> open = new ArrayList<>();
        for (int i = 0; i < EventStreams.STREAMS_MAX; i++) {
            open.add(EventLines.open(running, ""));
        }
        assertRefused("", 503, "streams: 16 are open");

        open.get(3).close();

        RunningController.await("there is room for another stream", () -> isOpenable());
        for (EventLines stream : open) {
            stream.close();
        }
    }

    private boolean isOpenable() {
        try (EventLines stream = EventLines.open(running, "")) {
            return stream.status() == 200;
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Test
    void aControllerThatStopsEndsItsStreamsAfterWhatHappened() throws IOException {
        try (EventLines events = EventLines.open(running, "");
                RawHttp chunked = new RawHttp(running.controller().apiPort())) {
            chunked.send("GET /_sag/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + running.controller().credentials().controlToken() + "\r\n\r\n");
            assertThat(chunked.read().headers())
                    .containsEntry("content-type", "application/x-ndjson")
                    .containsEntry("transfer-encoding", "chunked");
            call(ROOT, "DescribeNonsense", "");
            running.close();

            assertThat(events.next().path("errorCode").textValue()).isEqualTo("InvalidApi.NotFound");
            assertThat(events.rest()).isEmpty();
            assertThat(chunked.rest()).contains("InvalidApi.NotFound").endsWith("\r\n0\r\n\r\n");
        }
    }
}
