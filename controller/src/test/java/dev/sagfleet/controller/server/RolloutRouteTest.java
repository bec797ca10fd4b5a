package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rollouts over the control API. */
class RolloutRouteTest extends RolloutCaller {
    private List<String> log(String id) throws IOException {
        return StreamSupport.stream(
                        calls.get(ROLLOUTS + '/' + id + "/log").path("log").spliterator(), false)
                .map(line -> line.path("state").textValue() + " by "
                        + line.path("by").textValue() + ": " + line.path("why").textValue())
                .toList();
    }

    @Test
    @DisplayName("R12, R20: what is created is checked, its members are found, and it waits for who agrees")
    void aRolloutIsMadeOfAFile() throws IOException {
        JsonNode created = calls.post(ROLLOUTS + "?by=ann&file=all.yaml", TO_ALL);
        String id = created.path("id").textValue();

        assertThat(created.path("state").textValue()).isEqualTo("draft");
        assertThat(created.path("check").path("isSound").booleanValue()).isTrue();
        assertThat(created.path("check").path("members").intValue()).isEqualTo(4);
        awaitState(id, "waiting_for_approval");

        JsonNode shown = shown(id);
        assertThat(shown.path("membership").path("digest"))
                .isEqualTo(created.path("check").path("membership"));
        assertThat(shown.path("counts").path("waiting").intValue()).isEqualTo(4);
        assertThat(shown.path("waves").path(0).path("name").textValue()).isEqualTo("canary");
        assertThat(shown.path("waves").path(0).path("members").intValue()).isEqualTo(1);
        assertThat(shown.path("waves").path(1).path("members").intValue()).isEqualTo(3);
        assertThat(shown.path("waitsFor").toString()).isEqualTo("[{\"for\":\"approval\"}]");
        assertThat(shown("to%20all").path("id").textValue()).isEqualTo(id);
        assertThat(calls.get(ROLLOUTS).path("rollouts").path(0).path("members").intValue())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("R12: each transition is in the log with who and why, and is an event")
    void aRolloutIsStartedPausedResumedAndCancelled() throws IOException {
        String id = started(TO_ALL);
        assertThat(shown(id).path("waves").path(0).path("stage").textValue()).isEqualTo("open");
        tell(id, "pause", "{\"hard\":true,\"by\":\"bob\",\"why\":\"lunch\"}");
        assertThat(shown(id).path("waitsFor").path(0).path("for").textValue()).isEqualTo("resume");
        tell(id, "resume", "{\"by\":\"bob\"}");
        JsonNode cancelled = tell(id, "cancel", "{\"why\":\"enough\"}");

        assertThat(cancelled.path("state").textValue()).isEqualTo("cancelled");
        assertThat(log(id))
                .containsExactly(
                        "draft by ann: created",
                        "waiting_for_approval by rollout: its members are known",
                        "scheduled by ann: approved",
                        "running by ann: started",
                        "paused by bob: lunch",
                        "running by bob: resumed",
                        "cancelled by control: enough");
        assertThat(calls.stream("/_sag/events?kind=rollout,wave&last=20&follow=false"))
                .contains("\"state\":\"paused\",\"by\":\"bob\",\"why\":\"lunch\"", "\"wave\":1,\"news\":\"opened\"");
    }

    @Test
    @DisplayName("R14: a rollout that is over can be taken away, others cannot")
    void aRolloutIsRemoved() throws IOException {
        String id = created(TO_ALL);
        assertThat(refused("DELETE", '/' + id, "")).startsWith("409 IncorrectStatus.Rollout: ");
        tell(id, "cancel", "");

        assertThat(calls.send("DELETE", ROLLOUTS + '/' + id, "").status()).isEqualTo(200);
        assertThat(refused("GET", '/' + id, "")).isEqualTo("404 ResourceNotFound.Rollout: no rollout " + id);
        assertThat(calls.get(ROLLOUTS).path("rollouts")).isEmpty();
    }

    @Test
    void theExampleOfTheReadmeIsTakenAndAnsweredLikeThat() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String id = created(example(readme, "{\"name\": \"2.5.0 to all\""));
        JsonNode shown = shown(id);

        String answer = example(readme, "{\"id\": \"ro-1\"").replace(", …]", "]");
        JsonNode expected = JSON.readTree(answer);
        assertThat(shown.path("waves")).hasSize(2);
        assertThat(fields(shown)).isEqualTo(fields(expected));
        assertThat(fields(shown.path("waves").path(0)))
                .isEqualTo(fields(expected.path("waves").path(0)));
        for (String name : List.of("name", "image", "state", "by", "why", "counts", "pace", "waitsFor", "causes")) {
            assertThat(shown.path(name)).as(name).isEqualTo(expected.path(name));
        }
        assertThat(shown.path("waves").path(0)).isEqualTo(expected.path("waves").path(0));
    }

    @Test
    void everyRequestOfTheReadmeIsThere() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher requests = Pattern.compile(
                        "\\| `(GET|POST|PUT|DELETE) (?:…|/_sag/rollouts)(/\\{id}[a-z/]*|/check|)[?`]")
                .matcher(readme.substring(readme.indexOf("### Rollouts"), readme.indexOf("### Firmware images")));
        int found = 0;
        for (; requests.find(); found++) {
            String path = ROLLOUTS + requests.group(2).replace("{id}", "nobody");
            assertThat(calls.send(requests.group(1), path, "").body())
                    .as(requests.group())
                    .doesNotContain("path: ", "method: ");
        }
        assertThat(found).isEqualTo(17);
    }

    private static String example(String readme, String begin) {
        int start = readme.indexOf(begin);
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @DisplayName("R13: a file that is changed while it runs takes force at the resume")
    void aChangeWhileItRuns() throws IOException {
        String id = started(TO_ALL);
        String text = calls.get(ROLLOUTS + '/' + id + "/file").path("text").textValue();

        JsonNode changed = put(id, 1, text.replaceFirst("inFlight: \\d+", "inFlight: 3"));
        assertThat(changed.path("isChangedAtResume").booleanValue()).isTrue();
        assertThat(changed.path("pace").path("inFlight").intValue()).isNotEqualTo(3);
        assertThat(refused("PUT", '/' + id + "?revision=2", text.replaceFirst("image: 2.5.0", "image: 2.5.1")))
                .startsWith("409 ");

        tell(id, "pause", "");
        assertThat(tell(id, "resume", "").path("pace").path("inFlight").intValue())
                .isEqualTo(3);
    }

    @Test
    void membersAreListedPageByPage() throws IOException {
        String id = started(TO_ALL);
        String members = ROLLOUTS + '/' + id + "/members";

        JsonNode first = calls.get(members + "?limit=3");
        assertThat(first.path("members")).hasSize(3);
        JsonNode rest =
                calls.get(members + "?limit=3&after=" + first.path("next").textValue());
        assertThat(rest.path("members")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(first.path("members").path(0).path("wave").intValue()).isEqualTo(1);
        assertThat(first.path("members").path(0).path("phase").textValue()).isEqualTo("away");
        assertThat(first.path("members").path(1).path("phase").textValue()).isEqualTo("ready");

        assertThat(calls.get(members + "?wave=2").path("members")).hasSize(3);
        assertThat(calls.get(members + "?state=failed").path("members")).isEmpty();
        assertThat(refused("GET", '/' + id + "/members?state=lost", ""))
                .startsWith("400 state: lost (expected: waiting");
        assertThat(refused("GET", '/' + id + "/members?after=x", "")).startsWith("400 after: x");
    }

    @Test
    @DisplayName("R14: who cannot go back is named before anything is done")
    void whoCannotGoBack() throws IOException {
        String id = started(TO_ALL);

        assertThat(calls.get(ROLLOUTS + '/' + id + "/rollback?scope=all").toString())
                .isEqualTo("{\"returns\":0,\"forbidden\":{\"devices\":0,\"first\":[]},"
                        + "\"unknown\":{\"devices\":0,\"first\":[]}}");
    }

    @Test
    void aTextKeepsItsCharacters() throws IOException {
        byte[] text = TO_ALL.replace("to all", "a/b ü").getBytes(StandardCharsets.UTF_8);
        JsonNode created = ControlCalls.done(calls.send("POST", ROLLOUTS, text));

        assertThat(created.path("name").textValue()).isEqualTo("a/b ü");
        assertThat(calls.get(ROLLOUTS + "?name=a%2Fb%20%C3%BC")
                        .path("rollouts")
                        .path(0)
                        .path("id"))
                .isEqualTo(created.path("id"));
    }
}
