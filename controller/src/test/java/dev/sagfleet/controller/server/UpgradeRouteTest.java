package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upgrades over the control API and the device port, with a device that is moved by hand. */
class UpgradeRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEVICE = "/_sag/devices/sagtest0";
    private static final String OLD = Digest.ofFactory(DeviceModel.SAG_100WM, FirmwareVersion.parse("2.4.0"))
            .hex();

    private RunningController running;
    private ControlCalls calls;
    private LockStepDevice device;

    /** A SAG-100WM with 2.4.0 that knows upgrades, and an image 2.5.0 for it. */
    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        calls = new ControlCalls(running.controller());
        calls.post("/_sag/firmware/images", "{\"models\":[\"SAG-100WM\"],\"version\":\"2.5.0\",\"sizeBytes\":1000}");
        device = connect("{}", "");
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
        running.close();
    }

    private LockStepDevice connect(String held, String job) throws IOException {
        var connected = LockStepDevice.upgraded(
                running.controller().devicePort(), RunningController.serial(0), RunningController.DEVICE_KEY);
        String hello = LockStepDevice.hello(RunningController.serial(0), "SAG-100WM")
                .replace("\"held\":{}", "\"held\":" + held)
                .replace("\"suspended\":false", slots() + job + ",\"suspended\":false");
        connected.sendText(hello);
        connected.awaitText("Welcome");
        return connected;
    }

    private static String slots() {
        return "\"slots\":{\"A\":{\"status\":\"GOOD\",\"version\":\"2.4.0\",\"digest\":\"" + OLD
                + "\"},\"runs\":\"A\"}";
    }

    private static String progress(String job, int sequence, String state, int percent) {
        return "\"job\":\"" + job + "\",\"attempt\":1,\"boot\":1,\"sequence\":" + sequence + ",\"state\":\"" + state
                + "\",\"percent\":" + percent + ",\"code\":0,\"running\":\"" + OLD + '"';
    }

    private void say(String members) throws IOException {
        device.sendText("{\"type\":\"FirmwareProgress\"," + members + ",\"epoch\":1}");
    }

    private void awaitState(String state) {
        RunningController.await(state, () -> {
            try {
                return calls.get(DEVICE).path("job").path("state").asText().equals(state);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private JsonNode upgrade() throws IOException {
        return calls.post(DEVICE + "/upgrade", "{\"version\":\"2.5.0\"}");
    }

    @Test
    void aDeviceShowsItsSlotsAndWhatItRuns() throws IOException {
        JsonNode shown = calls.get(DEVICE);

        assertThat(shown.path("slots").toString())
                .isEqualTo("{\"runs\":\"A\",\"A\":{\"status\":\"good\",\"version\":\"2.4.0\",\"digest\":\"" + OLD
                        + "\"},\"B\":{\"status\":\"empty\"}}");
        assertThat(shown.path("running").textValue()).isEqualTo(OLD);
        assertThat(shown.has("job")).isFalse();
    }

    @Test
    void anUpgradeGoesToTheDeviceAndItsEndComesBackAndIsAcknowledged() throws IOException {
        JsonNode ordered = upgrade();
        assertThat(ordered.path("job").textValue()).isEqualTo("fw-1");
        assertThat(ordered.path("state").textValue()).isEqualTo("ordered");
        assertThat(ordered.path("origin").textValue()).isEqualTo("control");

        String told = device.awaitText("\"Upgrade\"");
        assertThat(told)
                .contains("\"job\":\"fw-1\"", "\"attempt\":1", "\"trialMillis\":600000", "\"forced\":false")
                .contains("\"link\":\"/firmware/" + ordered.path("image").textValue() + "?job=fw-1&expires=")
                .contains("\"signature\":");
        device.sendText(
                "{\"type\":\"Applied\",\"commandId\":\"any\",\"aspect\":\"FIRMWARE\",\"revision\":1,\"epoch\":1}");
        say(progress("fw-1", 1, "DOWNLOADING", 40));
        awaitState("downloading");
        assertThat(calls.get(DEVICE).path("job").path("percent").intValue()).isEqualTo(40);

        say(progress("fw-1", 2, "FAILED", 40).replace("\"code\":0", "\"code\":9018"));
        assertThat(device.awaitText("ProgressRecorded")).contains("\"job\":\"fw-1\"", "\"attempt\":1");

        JsonNode ended = calls.get(DEVICE).path("job");
        assertThat(ended.path("state").textValue()).isEqualTo("failed");
        assertThat(ended.path("code").intValue()).isEqualTo(9018);
        assertThat(ended.path("reason").textValue()).isEqualTo("image corrupted");
        assertThat(ended.path("isOver").booleanValue()).isTrue();
        assertThat(ended.path("hasSucceeded").booleanValue()).isFalse();
        assertThat(calls.get(DEVICE + "/jobs").path("jobs").path(0)).isEqualTo(ended);
        assertThat(calls.stream("/_sag/events?kind=upgrade&last=10&follow=false"))
                .containsOnlyOnce("\"state\":\"ordered\"")
                .containsOnlyOnce("\"state\":\"downloading\"")
                .containsOnlyOnce("\"state\":\"failed\",\"code\":9018,\"reason\":\"image corrupted\"");
    }

    @Test
    void whatEndedIsTriedAgain() throws IOException {
        upgrade();
        device.awaitText("\"Upgrade\"");
        say(progress("fw-1", 1, "FAILED", 0));
        awaitState("failed");

        JsonNode retried = calls.post(DEVICE + "/upgrade/retry", "");

        assertThat(retried.path("attempt").intValue()).isEqualTo(2);
        assertThat(device.awaitText("\"Upgrade\"")).contains("\"attempt\":2", "\"forced\":true");
    }

    @Test
    void anExpiredLinkIsReplacedForAJobOfThisDevice() throws IOException {
        upgrade();
        device.awaitText("\"Upgrade\"");

        device.sendText("{\"type\":\"LinkWanted\",\"job\":\"fw-99\",\"attempt\":1,\"epoch\":1}");
        device.sendText("{\"type\":\"LinkWanted\",\"job\":\"fw-1\",\"attempt\":1,\"epoch\":1}");

        assertThat(device.awaitText("DownloadLink"))
                .contains("\"job\":\"fw-1\"")
                .containsPattern("/firmware/[0-9a-f]{64}\\?job=fw-1&expires=[0-9]+&mac=[\\w-]+");
    }

    @Test
    void aCancelIsAnsweredByTheDevice() throws IOException {
        upgrade();
        device.awaitText("\"Upgrade\"");
        say(progress("fw-1", 1, "STAGED", 100));
        awaitState("staged");

        var answer = CompletableFuture.supplyAsync(() -> post(DEVICE + "/upgrade/cancel"));
        assertThat(device.awaitText("CancelUpgrade")).contains("\"job\":\"fw-1\"", "\"revision\":2");
        device.sendText("{\"type\":\"Refused\",\"commandId\":\"any\",\"aspect\":\"FIRMWARE\",\"revision\":2,"
                + "\"reason\":\"UPGRADE_UNDER_WAY\",\"found\":\"INSTALLING\",\"required\":\"at most WAIT_ACTIVATE\","
                + "\"epoch\":1}");

        assertThat(answer.join())
                .isEqualTo("409 {\"error\":\"IncorrectStatus.FirmwareJob: sagtest0: found INSTALLING, required"
                        + " at most WAIT_ACTIVATE (the device refused)\"}");
        say(progress("fw-1", 2, "INSTALLING", 100));
        awaitState("installing");
    }

    private String post(String path) {
        try {
            var answer = calls.send("POST", path, "");
            return answer.status() + " " + answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRebootIsDoneOnceTheNextBootHasBegun() throws IOException {
        assertThat(calls.post(DEVICE + "/reboot", "").path("online").booleanValue())
                .isTrue();

        assertThat(device.awaitText("Reboot")).contains("\"revision\":1");
        device.close();
        device = connect("{\"POWER\":{\"revision\":1,\"refused\":false}}", "");

        JsonNode power = calls.get(DEVICE).path("reported").path("power");
        assertThat(power.path("state").textValue()).isEqualTo("applied");
    }

    @Test
    void theHelloHealsWhatWasLostAndIsAcknowledgedByItsWelcome() throws IOException {
        upgrade();
        device.awaitText("\"Upgrade\"");
        device.close();

        device = connect(
                "{\"FIRMWARE\":{\"revision\":1,\"refused\":false}}",
                ",\"job\":{" + progress("fw-1", 7, "CANCELED", 30) + '}');

        assertThat(calls.get(DEVICE).path("job").path("state").textValue()).isEqualTo("canceled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"percent\":300 | percent: 300",
                "\"percent\":-1 | percent",
                "\"state\":\"BRICKED\" | BRICKED",
                "\"state\":\"IDLE\" | IDLE",
                "\"attempt\":0 | attempt",
                "\"code\":1 | code",
                "\"sequence\":0 | sequence"
            })
    void wordsThatNoDeviceCanMeanEndTheSession(String wrong, String reason) throws IOException {
        upgrade();
        String name = wrong.substring(0, wrong.indexOf(':'));
        String right = progress("fw-1", 1, "DOWNLOADING", 50);
        say(right.replaceAll(name + ":(\"[A-Z]+\"|[0-9]+)", wrong));

        LockStepDevice.Frame closed = device.awaitClose();

        assertThat(closed.status()).isEqualTo(CloseCode.MALFORMED.status());
        assertThat(closed.text()).contains(reason);
        assertThat(calls.get(DEVICE).path("job").path("state").textValue()).isEqualTo("ordered");
    }

    @Test
    void statesThatGoBackwardsAndUnknownJobsAreBorneWith() throws IOException {
        upgrade();
        say(progress("fw-1", 5, "INSTALLING", 100));
        awaitState("installing");
        say(progress("fw-1", 4, "DOWNLOADING", 10));
        say(progress("nobody's", 1, "COMMITTED", 100));

        assertThat(device.awaitText("ProgressRecorded")).contains("nobody's");
        assertThat(calls.get(DEVICE).path("job").path("state").textValue()).isEqualTo("installing");
        assertThat(calls.get(DEVICE + "/jobs").path("jobs")).hasSize(1);
        assertThat(device.isUndisturbed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrade | {} | 400 | version, image: both or none (expected: one of them)",
                "upgrade | {\"version\":\"x\"} | 400 | version: x (expected: 1 to 8 dotted numbers, as in 2.4.0)",
                "upgrade | {\"version\":\"9.9.9\"} | 404 | no image 9.9.9 for SAG-100WM",
                "upgrade | {\"image\":\"00\"} | 400 | digest: 00",
                "upgrade | {\"version\":\"2.5.0\",\"now\":true} | 400 | now: unknown",
                "upgrade | {\"version\":\"2.5.0\",\"trialSeconds\":0} | 400 | trialSeconds: 0",
                "upgrade | {\"version\":\"2.5.0\",\"closesAtMillis\":5,\"opensAtMillis\":5} | 400 | window: 5 to 5",
                "upgrade/retry |  | 404 | no job of sagtest0",
                "upgrade/cancel |  | 404 | no job of sagtest0",
                "upgrade/cancel | {\"job\":\"fw-1\"} | 400 | job: unknown"
            })
    void whatCannotBeOrderedIsSaidWhy(String path, String body, int status, String reason) throws IOException {
        var answer = calls.send("POST", DEVICE + '/' + path, body == null ? "" : body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        ObjectNode error = (ObjectNode) JSON.readTree(answer.body());
        assertThat(error.path("error").textValue()).contains(reason);
    }

    @Test
    void anUnknownDeviceIsNotFound() throws IOException {
        for (String path : new String[] {"upgrade/retry", "upgrade/cancel", "reboot"}) {
            assertThat(calls.send("POST", "/_sag/devices/nobody/" + path, "").status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(calls.send("GET", "/_sag/devices/nobody/jobs", "").status()).isEqualTo(404);
        assertThat(calls.send("POST", "/_sag/devices/nobody/upgrade", "{\"version\":\"2.5.0\"}")
                        .status())
                .isEqualTo(404);
    }
}
