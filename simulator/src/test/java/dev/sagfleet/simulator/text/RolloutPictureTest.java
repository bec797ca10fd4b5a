package dev.sagfleet.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rollouts of the control API as they are printed, to the letter. */
class RolloutPictureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] STATES = {
        "waiting", "active", "succeeded", "failed", "silent", "cancelled", "superseded", "already_there", "left"
    };

    private static ObjectNode running() throws JsonProcessingException {
        return (ObjectNode)
                JSON.readTree(
                        """
                {"id": "ro-1", "name": "to all", "image": "2.5.0", "state": "running", "by": "ann", "why": "started",
                 "sinceMillis": 1795730000000, "nowMillis": 1795733600000, "revision": 1, "isChangedAtResume": false,
                 "membership": {"expected": 300, "found": 300, "digest": "ab", "isApproved": true},
                 "counts": {"waiting": 150, "active": 20, "succeeded": 126, "failed": 2, "silent": 1, "cancelled": 0,
                   "superseded": 0, "already_there": 1, "left": 0},
                 "working": 20, "pace": {"perMinute": 200, "inFlight": 500, "perSite": 1, "egressBitsPerSecond": 400000000},
                 "egress": {"bitsPerSecond": 240000000, "downloads": 12},
                 "waves": [
                   {"wave": 1, "name": "canary", "stage": "passed", "members": 20, "openedMillis": 1795730000000,
                    "counts": {"succeeded": 20}, "halts": 2, "needs": 19},
                   {"wave": 2, "stage": "open", "members": 279, "openedMillis": 1795731800000,
                    "counts": {"waiting": 150, "active": 20, "succeeded": 106, "failed": 2, "silent": 1}, "halts": 9}],
                 "causes": [{"wave": 2, "members": 2, "code": 9018, "reason": "image corrupted"}],
                 "waitsFor": [{"for": "results", "wave": 2}, {"for": "window", "untilMillis": 1795737200000}]}
                """);
    }

    @Test
    void aRunningRolloutShowsItsWavesItsCausesAndWhatItWaitsFor() throws JsonProcessingException {
        assertThat(RolloutPicture.of(running(), ZoneOffset.UTC))
                .isEqualTo(
                        """
                        rollout  to all (ro-1)
                        image    2.5.0
                        state    running since 2026-11-26 21:53:20
                        devices  150 waiting, 20 active, 126 succeeded, 2 failed, 1 silent, 1 already there
                        pace     20 at work, at most 500; at most 200 starts a minute
                        egress   240.0 of at most 400.0 Mbit/s, 12 downloads

                        wave                                        devices  done  failed  halts at  stage   rate
                        1 canary  [##############################]  20       20    0       2         passed
                        2         [###########x?>>...............]  279      109   3       9         open    3.6 a minute, 46m 47s more
                        # succeeded  x failed  ? silent  > active  . waiting  - apart

                        failed in  cause                   devices
                        wave 2     image corrupted (9018)        2

                        waits for the devices of wave 2
                        waits for the next window, until 2026-11-26 23:53:20 (1h)
                        """);
    }

    @Test
    void whatIsInLimboHasNoRate() throws JsonProcessingException {
        ObjectNode rollout = running();
        rollout.putArray("waitsFor").addObject().put("for", "limbo").put("wave", 2);

        assertThat(RolloutPicture.of(rollout, ZoneOffset.UTC))
                .contains("open\n", "since wave 2 can neither pass nor halt")
                .doesNotContain("a minute,");
    }

    @Test
    void whatWasHaltedHasNoRate() throws JsonProcessingException {
        assertThat(RolloutPicture.of(running().put("state", "halted"), ZoneOffset.UTC))
                .contains("open\n")
                .doesNotContain("a minute,");
    }

    @Test
    void whatARehearsalFoundToBeStuckHasNoRateEither() throws JsonProcessingException {
        assertThat(RolloutPicture.ofStuck(running(), ZoneOffset.UTC, Set.of(2))).doesNotContain("a minute,");
        assertThat(RolloutPicture.ofStuck(running(), ZoneOffset.UTC, Set.of(1))).contains("46m 47s more");
    }

    @Test
    void thePictureOfTheReadmeIsOneOfThese() throws IOException {
        String picture = RolloutPicture.of(running(), ZoneOffset.UTC);

        assertThat(Files.readString(Path.of("README.md")))
                .contains(picture.substring(picture.indexOf("\nwave"), picture.indexOf("waits for the next window")));
    }

    @Test
    void ofManyWavesThoseAtWorkAreShown() throws JsonProcessingException {
        ObjectNode rollout = running();
        ArrayNode waves = rollout.putArray("waves");
        for (int wave = 1; wave <= 100; wave++) {
            waves.addObject()
                    .put("wave", wave)
                    .put("members", 1)
                    .put("stage", wave <= 50 ? "passed" : "planned")
                    .putObject("counts")
                    .put(wave <= 50 ? "succeeded" : "waiting", 1);
        }

        assertThat(RolloutPicture.of(rollout, ZoneOffset.UTC))
                .contains("waves 1 to 48 are not shown\n", "\n49 ", "\n64 ", "and 36 more\n")
                .doesNotContain("\n48 ", "\n65 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\":\"draft\",\"waitsFor\":[{\"for\":\"members\"}]} | draft, waits for its devices to be found",
                "{\"state\":\"halted\",\"by\":\"rollout\",\"why\":\"wave 1: 2 of 9 failed\"}"
                        + " | halted by rollout (wave 1: 2 of 9 failed)",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"soak\",\"wave\":1,\"untilMillis\":9}]}"
                        + " | running, waits for the soak of wave 1",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"traffic\",\"untilMillis\":9}]}"
                        + " | running, waits for what devices carry to be known from before",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"health\",\"wave\":2,\"found\":\"1 of 4 devices reported\"}]}"
                        + " | running, waits for the health of wave 2 (1 of 4 devices reported)",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"limbo\",\"wave\":3}]}"
                        + " | running, waits for a person, since wave 3 can neither pass nor halt",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"no_image\",\"wave\":2,\"members\":3}]}"
                        + " | running, waits for a person, since the image of 3 devices of wave 2 was withdrawn",
                "{\"state\":\"running\",\"waitsFor\":[{\"for\":\"no_window\",\"wave\":2,\"members\":1}]}"
                        + " | running, waits for a person, since no window is long enough for 1 device of wave 2",
                "{\"state\":\"finished\",\"waitsFor\":[]} | finished"
            })
    void aLineSaysHowItStands(String fields, String line) throws JsonProcessingException {
        ObjectNode rollout = (ObjectNode) JSON.readTree(fields);
        rollout.put("id", "ro-1").put("name", "to all");

        assertThat(RolloutText.line(rollout)).isEqualTo("to all (ro-1): " + line);
    }

    @Test
    void aStepIsTheSameUntilThereIsNews() throws JsonProcessingException {
        ObjectNode rollout = running();
        assertThat(RolloutText.step(rollout)).isEqualTo("to all: running, wave 2 of 2 to 30 %, 2 failed, 1 silent");

        ((ObjectNode) rollout.path("waves").path(1).path("counts"))
                .put("waiting", 149)
                .put("succeeded", 107);
        assertThat(RolloutText.step(rollout)).isEqualTo("to all: running, wave 2 of 2 to 30 %, 2 failed, 1 silent");
    }

    @Test
    void whoCannotGoBackIsNamed() throws JsonProcessingException {
        JsonNode reversal = JSON.readTree(
                """
                {"returns": 7, "forbidden": {"devices": 12, "first": ["a","b","c","d","e","f","g","h","i","j","k","l"]},
                 "unknown": {"devices": 0, "first": []}}
                """);

        assertThat(RolloutText.reversal(reversal))
                .isEqualTo("go back  7\ncannot   12: a, b, c, d, e, f, g, h, i, j and 2 more\n");
    }

    /** For any counts: as wide as it should be, and nothing that is there is left out. */
    @Test
    void aBarIsFullAndLeavesNoOutcomeOut() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 10_000; round++) {
            ObjectNode counts = JsonNodeFactory.instance.objectNode();
            int all = 0;
            for (String state : STATES) {
                int members = random.nextInt(3) == 0 ? random.nextInt(1 << random.nextInt(1, 22)) : 0;
                counts.put(state, members);
                all += members;
            }
            String bar = OutcomeBar.of(counts);
            String name = "seed " + seed + ": " + counts + ": " + bar;

            assertThat(bar).as(name).hasSize(OutcomeBar.WIDTH);
            assertThat(bar.isBlank()).as(name).isEqualTo(all == 0);
            assertThat(bar.contains(" ")).as(name).isEqualTo(all == 0);
            assertThat(bar.contains("x"))
                    .as(name)
                    .isEqualTo(counts.path("failed").asInt() > 0);
            assertThat(bar.contains("?"))
                    .as(name)
                    .isEqualTo(counts.path("silent").asInt() > 0);
            assertThat(bar.contains(">"))
                    .as(name)
                    .isEqualTo(counts.path("active").asInt() > 0);
            assertThat(bar.contains("."))
                    .as(name)
                    .isEqualTo(counts.path("waiting").asInt() > 0);
        }
    }
}
