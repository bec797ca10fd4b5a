package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A controller with four boxes, which never connect, an image for them, and whoever handles its rollouts. */
abstract class RolloutCaller {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String ROLLOUTS = "/_sag/rollouts";
    static final String TO_ALL =
            """
            name: to all
            image: 2.5.0
            waves: [{name: canary, count: 1, soak: 1h, approve: true}, {percent: 100}]
            """;

    RunningController running;
    ControlCalls calls;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        calls = new ControlCalls(running.controller());
        calls.post("/_sag/firmware/images", "{\"models\":[\"SAG-100WM\"],\"version\":\"2.5.0\",\"sizeBytes\":1000}");
    }

    @AfterEach
    void stop() {
        running.close();
    }

    /** One whose members are found. */
    String created(String text) throws IOException {
        String id = calls.post(ROLLOUTS + "?by=ann", text).path("id").textValue();
        awaitState(id, "waiting_for_approval");
        return id;
    }

    void awaitState(String id, String state) {
        RunningController.await(state, () -> {
            try {
                return shown(id).path("state").textValue().equals(state);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    JsonNode shown(String id) throws IOException {
        return calls.get(ROLLOUTS + '/' + id);
    }

    String approved(String text) throws IOException {
        String id = created(text);
        String members = shown(id).path("membership").path("digest").textValue();
        tell(id, "approve", "{\"members\":\"" + members + "\",\"by\":\"ann\"}");
        return id;
    }

    String started(String text) throws IOException {
        String id = approved(text);
        tell(id, "start", "{\"by\":\"ann\"}");
        return id;
    }

    JsonNode tell(String id, String wish, String body) throws IOException {
        return calls.post(ROLLOUTS + '/' + id + '/' + wish, body);
    }

    String refused(String method, String path, String body) throws IOException {
        RawHttp.Answer answer = calls.send(method, ROLLOUTS + path, body);
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(200);
        return answer.status() + " "
                + JSON.readTree(answer.body()).path("error").textValue();
    }

    JsonNode put(String id, int revision, String text) throws IOException {
        return ControlCalls.done(calls.send("PUT", ROLLOUTS + '/' + id + "?by=ann&revision=" + revision, text));
    }
}
