package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.server.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where devices stand, as it is said and shown over HTTP. */
class DevicePlaceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEVICES = "/_sag/devices";

    private RunningController running;
    private ControlCalls calls;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        running = RunningController.start(directory);
        calls = new ControlCalls(running.controller());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void whatIsSaidAtTheRegistrationIsShownAndTheRestFollowsFromTheInstance() throws IOException {
        calls.post(
                DEVICES,
                "{\"serial\":\"box1\",\"model\":\"SAG-1000\",\"site\":\"tower-1\",\"zone\":\"Europe/Berlin\","
                        + "\"batch\":\"B\",\"tags\":{\"ring\":\"a\",\"lane\":\"left\"}}");
        JsonNode plain = calls.post(DEVICES, "{\"serial\":\"box2\",\"model\":\"SAG-1000\"}");

        assertThat(place("box1"))
                .isEqualTo(JSON.readTree("{\"site\":\"tower-1\",\"region\":\"cn-shanghai\","
                        + "\"zone\":\"Europe/Berlin\",\"batch\":\"B\",\"tags\":{\"lane\":\"left\",\"ring\":\"a\"}}"));
        assertThat(place("box2"))
                .isEqualTo(JSON.readTree("{\"site\":" + plain.path("instanceId")
                        + ",\"region\":\"cn-shanghai\",\"zone\":\"Asia/Shanghai\"}"));
    }

    @Test
    void aFleetSaysItOfEachDevice() throws IOException {
        calls.post(
                "/_sag/fleet",
                "{\"instances\":[{\"id\":\"sag-far\",\"regionId\":\"cn-shanghai\",\"name\":\"far\",\"model\":\"SAG-1000\","
                        + "\"bandwidthMbps\":50,\"devices\":[{\"serial\":\"far1\",\"site\":\"pier\","
                        + "\"region\":\"eu-central-1\",\"tags\":{\"ring\":\"b\"}}]}]}");

        assertThat(place("far1"))
                .isEqualTo(JSON.readTree("{\"site\":\"pier\",\"region\":\"eu-central-1\",\"zone\":\"Europe/Berlin\","
                        + "\"tags\":{\"ring\":\"b\"}}"));
    }

    @Test
    void aChangeSaysWhatIsOtherwiseAndNullTakesItAway() throws IOException {
        calls.post(
                DEVICES,
                "{\"serial\":\"box1\",\"model\":\"SAG-1000\",\"instanceId\":null,\"site\":\"tower-1\",\"batch\":\"B\","
                        + "\"tags\":{\"ring\":\"a\",\"lane\":\"left\"}}");

        JsonNode changed = put("box1", "{\"batch\":\"C\",\"tags\":{\"ring\":\"b\"}}");

        assertThat(changed.path("place")).isEqualTo(place("box1"));
        assertThat(place("box1").path("site").textValue()).isEqualTo("tower-1");
        assertThat(place("box1").path("batch").textValue()).isEqualTo("C");
        assertThat(place("box1").path("tags").toString()).isEqualTo("{\"ring\":\"b\"}");

        put("box1", "{\"site\":null,\"tags\":null}");
        assertThat(place("box1").path("site").textValue()).startsWith("sag-");
        assertThat(place("box1").has("tags")).isFalse();
        assertThat(place("box1").path("batch").textValue()).isEqualTo("C");
    }

    @Test
    void theSameRegistrationAgainMovesNobody() throws IOException {
        String body = "{\"serial\":\"box1\",\"model\":\"SAG-1000\",\"site\":\"tower-1\"}";
        calls.post(DEVICES, body);
        put("box1", "{\"site\":\"tower-2\"}");

        calls.post(DEVICES, body);

        assertThat(place("box1").path("site").textValue()).isEqualTo("tower-2");
    }

    @Test
    void aListIsNarrowedBySiteAndByTags() throws IOException {
        put("sagtest0", "{\"site\":\"tower-1\",\"tags\":{\"ring\":\"a\",\"lane\":\"left\"}}");
        put("sagtest1", "{\"site\":\"tower-1\",\"tags\":{\"ring\":\"b\"}}");

        assertThat(listed("site=tower-1")).isEqualTo("sagtest0 sagtest1");
        assertThat(listed("tag=ring%3Da")).isEqualTo("sagtest0");
        assertThat(listed("tag=ring%3Da,lane%3Dleft")).isEqualTo("sagtest0");
        assertThat(listed("tag=ring%3Da&site=tower-2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sagtest0 | {\"site\":\"a b\"} | 400 | site: a b (expected: 1 to 64 letters, digits, . _ and -)",
                "sagtest0 | {\"zone\":\"Mars/Base\"} | 400 | zone: Mars/Base (expected: a time zone, as Asia/Shanghai)",
                "sagtest0 | {\"batch\":7} | 400 | batch: 7 (expected: a string or null)",
                "sagtest0 | {\"tags\":\"ring=a\"} | 400 | tags: \"ring=a\" (expected: an object of strings, or null)",
                "sagtest0 | {\"tags\":{\"ring\":1}} | 400 | tags.ring: 1 (expected: a string)",
                "sagtest0 | {\"tags\":{\"ring\":\"a,b\"}} | 400 | tag ring: a,b (expected: 1 to 64 letters",
                "sagtest0 | {\"tags\":{\"\":\"a\"}} | 400 | tag:  (expected: 1 to 64 letters",
                "sagtest0 | {\"online\":true} | 400 | online: unknown (expected: site, region, zone, batch, tags)",
                "nobody | {\"site\":\"a\"} | 404 | device: nobody (expected: a known one)",
            })
    void whatIsWrongIsSaidAndNothingIsChanged(String serial, String body, int status, String reason)
            throws IOException {
        Answer answer = calls.send("PUT", DEVICES + '/' + serial, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").textValue()).contains(reason);
        assertThat(place("sagtest0").path("site").textValue()).isEqualTo("sag-test0");
    }

    @Test
    void moreThanSixteenTagsAreRefused() throws IOException {
        String tags = IntStream.rangeClosed(1, 17)
                .mapToObj(number -> "\"t" + number + "\":\"v\"")
                .collect(Collectors.joining(","));

        Answer answer = calls.send("PUT", DEVICES + "/sagtest0", "{\"tags\":{" + tags + "}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("tags: 17 (expected: at most 16)");
    }

    private JsonNode put(String serial, String body) throws IOException {
        return ControlCalls.done(calls.send("PUT", DEVICES + '/' + serial, body));
    }

    private JsonNode place(String serial) throws IOException {
        return calls.get(DEVICES + '/' + serial).path("place");
    }

    private String listed(String query) throws IOException {
        JsonNode devices = calls.get(DEVICES + '?' + query).path("devices");
        return IntStream.range(0, devices.size())
                .mapToObj(index -> devices.get(index).path("serial").textValue())
                .collect(Collectors.joining(" "));
    }
}
