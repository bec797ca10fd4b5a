package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not done of what people want of rollouts over the control API, and why. */
class RolloutRefusalTest extends RolloutCaller {
    @Test
    void allThatIsWrongWithAFileIsSaidAtOnceWithItsPlaces() throws IOException {
        RawHttp.Answer answer = calls.send(
                "POST", ROLLOUTS + "?file=my.yaml", "nmae: a\nimage: 2.5.0\nwaves: [{percent: 50}, {percent: 10}]");

        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("error").textValue().lines())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("my.yaml:"));
        assertThat(error.path("problems"))
                .hasSize((int) error.path("error").textValue().lines().count());
        assertThat(error.path("problems").path(0).path("line").intValue()).isPositive();
        assertThat(error.path("problems").path(0).path("expected").textValue()).isNotEmpty();
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        RawHttp.Answer answer = calls.send("POST", ROLLOUTS, new byte[] {(byte) 0xff, 0});

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("body: no UTF-8");
        assertThat(refused("POST", "", "")).startsWith("400 body:1:1: ");
    }

    @Test
    @DisplayName("R20: an unsound rollout is not created, unless it is wanted anyway")
    void anUnsoundRolloutIsWantedAnywayOrNotAtAll() throws IOException {
        String nobody = TO_ALL + "targets: {models: [SAG-1000]}\n";
        RawHttp.Answer answer = calls.send("POST", ROLLOUTS, nobody);

        assertThat(answer.status()).isEqualTo(409);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("error").textValue())
                .isEqualTo("rollout to all: unsound (expected: a sound one, or anyway)");
        assertThat(error.path("check").path("findings").path(0).path("text").textValue())
                .isEqualTo("the filters match nothing: models");
        assertThat(calls.get(ROLLOUTS).path("rollouts")).isEmpty();

        assertThat(calls.post(ROLLOUTS + "?anyway=true", nobody).path("state").textValue())
                .isEqualTo("draft");
        assertThat(calls.post(ROLLOUTS + "/check", nobody).path("isSound").booleanValue())
                .isFalse();
    }

    @Test
    @DisplayName("R20: an image that is not there, or fits none of the models, is unsound")
    void anImageThatFitsNobody() throws IOException {
        assertThat(check(TO_ALL.replace("2.5.0", "9.9.9"))).contains("there is no image 9.9.9");
        calls.post("/_sag/firmware/images", "{\"models\":[\"SAG-1000\"],\"version\":\"2.6.0\",\"sizeBytes\":1000}");
        assertThat(check(TO_ALL.replace("2.5.0", "2.6.0")))
                .contains("image 2.6.0 fits none of the models: 4 of SAG-100WM");
    }

    private String check(String text) throws IOException {
        return calls.post(ROLLOUTS + "/check", text).path("findings").toString();
    }

    @Test
    void aNameIsTakenUntilItsRolloutHasEnded() throws IOException {
        String id = created(TO_ALL);
        assertThat(refused("POST", "", TO_ALL))
                .isEqualTo("409 ResourceAlreadyExists.Rollout: rollout to all: found " + id
                        + " in state WAITING_FOR_APPROVAL, required none that has not ended");
        String other = created(TO_ALL.replace("to all", "other"));
        assertThat(refused("PUT", '/' + other + "?revision=1", TO_ALL)).startsWith("409 ResourceAlreadyExists.Rollout");

        tell(id, "cancel", "");
        assertThat(created(TO_ALL)).isNotEqualTo(id);
    }

    @Test
    @DisplayName("R13: of two who change a rollout at once, the second is told")
    void twoChangeItAtOnce() throws IOException {
        String id = created(TO_ALL);
        JsonNode file = calls.get(ROLLOUTS + '/' + id + "/file");
        assertThat(file.path("revision").intValue()).isEqualTo(1);
        String text = file.path("text").textValue();

        JsonNode first = put(id, 1, text.replaceFirst("priority: 5", "priority: 7"));
        assertThat(first.path("revision").intValue()).isEqualTo(2);
        assertThat(first.path("priority").intValue()).isEqualTo(7);
        assertThat(refused("PUT", '/' + id + "?revision=1", text.replaceFirst("priority: 5", "priority: 9")))
                .isEqualTo("409 IncorrectRevision.Rollout: rollout " + id + ": policy: found revision 2, required 1");
        assertThat(shown(id).path("priority").intValue()).isEqualTo(7);
        assertThat(refused("PUT", '/' + id, text)).startsWith("400 revision: missing");
    }

    @Test
    @DisplayName("R4: who agrees says to which members, or behind which wave")
    void whoAgreesSaysToWhat() throws IOException {
        String id = created(TO_ALL);
        String none = "0".repeat(64);

        assertThat(refused("POST", '/' + id + "/approve", "{}")).startsWith("400 members, wave: both or none");
        assertThat(refused("POST", '/' + id + "/approve", "{\"members\":\"" + none + "\"}"))
                .startsWith("409 IncorrectMembers.Rollout: ");
        assertThat(refused("POST", '/' + id + "/approve", "{\"members\":\"x\"}"))
                .startsWith("400 digest: x");
        assertThat(refused("POST", '/' + id + "/approve", "{\"wave\":1}"))
                .startsWith("409 IncorrectWave.Rollout: rollout " + id + ": wave 1");
    }

    @Test
    @DisplayName("R4: if others match at the start, it is asked again")
    void othersMatchAtTheStart() throws IOException {
        String id = approved(TO_ALL);
        calls.post("/_sag/devices", "{\"model\": \"SAG-100WM\"}");

        assertThat(refused("POST", '/' + id + "/start", ""))
                .isEqualTo("409 IncorrectMembers.Rollout: rollout " + id
                        + ": found other members than those that were agreed to");
        awaitState(id, "waiting_for_approval");
        assertThat(shown(id).path("counts").path("waiting").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start | | 409 IncorrectStatus.Rollout: rollout ID: found WAITING_FOR_APPROVAL, required SCHEDULED",
                "pause | | 409 IncorrectStatus.Rollout: rollout ID: found WAITING_FOR_APPROVAL, required RUNNING",
                "resume | | 409 IncorrectStatus.Rollout: rollout ID: found WAITING_FOR_APPROVAL, required PAUSED",
                "retry | | 409 IncorrectStatus.Rollout: rollout ID: found WAITING_FOR_APPROVAL, required one that",
                "rollback | | 409 IncorrectStatus.Rollout: rollout ID: found WAITING_FOR_APPROVAL, required one that",
                "rollback | {\"scope\":\"half\"} | 400 scope: half (expected: wave or all)",
                "pause | {\"hard\":1} | 400 hard: 1 (expected: true or false)",
                "pause | {\"why\":\"a\\nb\"} | 400 why: 3 characters (expected: at most 256, in one line)",
                "cancel | {\"now\":true} | 400 now: unknown (expected: by, why)"
            })
    void whatCannotBeDoneIsSaidWhy(String wish, String body, String reason) throws IOException {
        String id = created(TO_ALL);

        assertThat(refused("POST", '/' + id + '/' + wish, body == null ? "" : body))
                .startsWith(reason.replace("ID", id));
        assertThat(shown(id).path("state").textValue()).isEqualTo("waiting_for_approval");
    }

    @Test
    void aRolloutThatIsNotThereIsNotFound() throws IOException {
        for (String path : List.of("", "/log", "/members", "/file", "/rollback")) {
            assertThat(refused("GET", "/nobody" + path, ""))
                    .as(path)
                    .isEqualTo("404 ResourceNotFound.Rollout: no rollout nobody");
        }
        for (String wish : List.of("approve", "start", "pause", "resume", "cancel", "retry", "rollback")) {
            String body = wish.equals("approve") ? "{\"wave\":1}" : "";
            assertThat(refused("POST", "/nobody/" + wish, body)).as(wish).startsWith("404 ");
        }
        assertThat(refused("PUT", "/nobody?revision=1", TO_ALL)).startsWith("404 ");
        assertThat(refused("GET", "/nobody?now=1", "")).startsWith("400 now: unknown");
    }
}
