package dev.sagfleet.controller.rolloutimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.Window;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R21: rollouts of hawkBit and AWS IoT")
class ForeignRolloutTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static final List<String> FILLINGS = List.of(
            "0", "9", "100", "-1", "1.5", "", "\"", "{", "]", ",", "ü", "null", "\\u2028", " ", "x".repeat(200));

    private static final String HAWKBIT =
            """
            {
              "name": "winter-2026", "description": "All gateways", "distributionSetId": 12,
              "targetFilterQuery": "attribute.ring==a and attribute.site=in=(north,'south')",
              "amountGroups": 3, "type": "soft", "weight": 800, "dynamic": true,
              "dynamicGroupTemplate": {"nameSuffix": "-late", "targetCount": 50},
              "successCondition": {"condition": "THRESHOLD", "expression": "90"},
              "successAction": {"action": "NEXTGROUP", "expression": ""},
              "errorCondition": {"condition": "THRESHOLD", "expression": "5"},
              "errorAction": {"action": "PAUSE", "expression": ""},
              "startAt": 1790000000000, "confirmationRequired": false, "externalRef": "x-1"
            }
            """;

    private static final String AWS =
            """
            {
              "jobId": "fw-2-5-0",
              "targets": ["arn:aws:iot:eu-central-1:123456789012:thinggroup/branches",
                          "arn:aws:iot:eu-central-1:123456789012:thinggroup/labs"],
              "document": "{\\"operation\\": \\"update\\"}",
              "destinationPackageVersions": ["arn:aws:iot:eu-central-1:123456789012:package/sag/version/2.5.0"],
              "targetSelection": "CONTINUOUS",
              "jobExecutionsRolloutConfig": {
                "maximumPerMinute": 300,
                "exponentialRate": {
                  "baseRatePerMinute": 40, "incrementFactor": 2.5,
                  "rateIncreaseCriteria": {"numberOfSucceededThings": 100}
                }
              },
              "abortConfig": {"criteriaList": [
                {"action": "CANCEL", "failureType": "FAILED", "minNumberOfExecutedThings": 50, "thresholdPercentage": 7.5},
                {"action": "CANCEL", "failureType": "ALL", "minNumberOfExecutedThings": 20, "thresholdPercentage": 12}
              ]},
              "timeoutConfig": {"inProgressTimeoutInMinutes": 90},
              "jobExecutionsRetryConfig": {"criteriaList": [{"failureType": "ALL", "numberOfRetries": 4}]},
              "schedulingConfig": {
                "startTime": "2026-12-10T00:00", "endTime": "2026-12-20T00:00", "endBehavior": "CANCEL",
                "maintenanceWindows": [
                  {"startTime": "cron(30 1 ? * SAT *)", "durationInMinutes": 120},
                  {"startTime": "cron(30 1 ? * SUN *)", "durationInMinutes": 120}
                ]
              }
            }
            """;

    @Test
    void aRolloutOfHawkbitBecomesAPolicy() {
        RolloutPolicy policy = hawkbit(HAWKBIT).policy();

        assertThat(policy.name()).isEqualTo("winter-2026");
        assertThat(policy.targets().tags())
                .containsExactly(
                        new TagCondition("ring", List.of("a")), new TagCondition("site", List.of("north", "south")));
        assertThat(ends(policy, 10)).as("thirds of 10, rounded up").containsExactly(4, 7, 10);
        assertThat(policy.success()).isEqualTo(Fraction.ofPercent(90));
        assertThat(policy.halt()).isEqualTo(new Halt(Fraction.ofPercent(5), 1));
        assertThat(policy.late()).isEqualTo(Late.TAIL);
        assertThat(policy.priority()).isEqualTo(7);
        assertThat(policy.waves()).noneMatch(WavePlan::approve);
    }

    @Test
    void whatHawkbitHasAndWeHaveNotIsListedWithItsPlace() {
        assertThat(hawkbit(HAWKBIT).notes())
                .filteredOn(note -> note.kind() == ImportNote.Kind.NO_COUNTERPART)
                .extracting(ImportNote::what)
                .containsExactly(
                        "description: All gateways".replace("All gateways", "\"All gateways\""),
                        "distributionSetId: 12",
                        "type: \"soft\"",
                        "dynamicGroupTemplate: a mapping",
                        "startAt: 1790000000000",
                        "externalRef: \"x-1\"");
        assertThat(hawkbit(HAWKBIT).notes())
                .filteredOn(note -> note.kind() == ImportNote.Kind.OTHER_MEANING)
                .extracting(note -> note.line() + ": " + note.what())
                .containsExactly(
                        "3: targetFilterQuery: attributes of the device's own report",
                        "4: weight: 800 of 1000",
                        "8: errorCondition: more than 5% of the whole group");
    }

    @Test
    void aTargetPercentageOfHawkbitIsOfWhatIsLeft() {
        RolloutPolicy policy = hawkbit(
                        """
                        {"name": "g", "distributionSetId": 1, "targetFilterQuery": "id==*", "groups": [
                          {"name": "one", "targetPercentage": 20.0,
                           "errorCondition": {"condition": "THRESHOLD", "expression": "0"}},
                          {"name": "two", "targetPercentage": 50},
                          {"name": "none", "targetPercentage": 0},
                          {"name": "rest", "targetPercentage": 100, "successAction": {"action": "PAUSE"}}]}
                        """)
                .policy();

        assertThat(ends(policy, 100)).containsExactly(20, 60, 100);
        assertThat(policy.waves()).extracting(wave -> wave.name().orElseThrow()).containsExactly("one", "two", "rest");
        assertThat(policy.waves().get(0).halt()).contains(new Halt(Fraction.ZERO, 1));
        assertThat(policy.waves()).extracting(WavePlan::approve).containsExactly(false, false, true);
    }

    @Test
    void anErrorThresholdOfHawkbitThatSuccessNeverLetsComeTrueIsLowered() {
        Imported imported = hawkbit(
                """
                {"name": "g", "distributionSetId": 1, "targetFilterQuery": "id==*", "amountGroups": 2,
                 "successCondition": {"condition": "THRESHOLD", "expression": "50"},
                 "errorCondition": {"condition": "THRESHOLD", "expression": "80"}}
                """);

        assertThat(imported.policy().halt().failures()).isEqualTo(Fraction.ofPercent(50));
        assertThat(imported.notes())
                .extracting(ImportNote::taken)
                .contains("halt: 50% of the wave, reached and not passed; with more, 50% cannot succeed, and it halts");
    }

    @Test
    void aFilterWithoutCounterpartReachesNobody() {
        for (String query : List.of(
                "name==branch-*",
                "attribute.a==1 or attribute.b==2",
                "createdat<5",
                "id!=x",
                "attribute.a==1,attribute.b==2",
                "attribute.a==1;updatestatus==error",
                "id==a;id==b")) {
            Imported imported = hawkbit(
                    """
                    {"name": "g", "distributionSetId": 1, "targetFilterQuery": "%s"}
                    """
                            .formatted(query));

            assertThat(imported.policy().targets().tags())
                    .containsExactly(new TagCondition("targetFilterQuery", List.of(query)));
            assertThat(imported.notes()).extracting(ImportNote::what).contains("targetFilterQuery: \"" + query + '"');
        }
    }

    @Test
    void aFilterOfNamesBecomesAListOfDevices() {
        RolloutPolicy policy = hawkbit(
                        """
                        {"name": "g", "distributionSetId": 1, "targetFilterQuery": "controllerId=in=(sag1,sag2)"}
                        """)
                .policy();

        assertThat(policy.targets().devices()).containsExactly(new SerialNumber("sag1"), new SerialNumber("sag2"));
    }

    @Test
    void aJobOfAwsBecomesAPolicy() {
        RolloutPolicy policy = aws(AWS).policy();

        assertThat(policy.name()).isEqualTo("fw-2-5-0");
        assertThat(policy.image()).isEqualTo(FirmwareVersion.parse("2.5.0"));
        assertThat(policy.targets().tags())
                .containsExactly(new TagCondition("thinggroup", List.of("branches", "labs")));
        assertThat(policy.late()).isEqualTo(Late.TAIL);
        assertThat(policy.pace().perMinute()).isEqualTo(300);
        assertThat(ends(policy, 2_000)).as("40, 100, 250 a minute").containsExactly(100, 350, 975, 2_000);
        assertThat(policy.halt()).as("4 of 50 are the first to be 7.5%").isEqualTo(new Halt(Fraction.parse("7.5%"), 4));
        assertThat(policy.success()).isEqualTo(Fraction.parse("92.5%"));
        assertThat(policy.silence().download()).isEqualTo(Duration.ofMinutes(90));
        assertThat(policy.retries().transport()).isEqualTo(4);
        assertThat(policy.retries().boot()).isEqualTo(4);
        assertThat(policy.window())
                .contains(new Window("0 30 1 ? * SAT *", Duration.ofHours(2), Optional.of(ZoneOffset.UTC)));
        assertThat(policy.end()).contains(new End(Duration.ofDays(10), End.Then.CANCEL));
    }

    @Test
    void whatAwsHasAndWeHaveNotIsListedWithItsPlace() {
        assertThat(aws(AWS).notes())
                .filteredOn(note -> note.kind() == ImportNote.Kind.NO_COUNTERPART)
                .extracting(note -> note.line() + ": " + note.what())
                .containsExactly(
                        "5: document: \"{\"operation\": \"update\"}\"",
                        "10: exponentialRate: a mapping",
                        "20: failureType: \"ALL\"",
                        "22: startTime: \"2026-12-10T00:00\"",
                        "25: maintenanceWindows: a mapping");
        assertThat(aws(AWS).notes())
                .filteredOn(note -> note.kind() == ImportNote.Kind.OTHER_MEANING)
                .extracting(ImportNote::what)
                .anyMatch(what -> what.startsWith("abort: 7.5% of those that have ended, once 50 have"))
                .anyMatch(what -> what.startsWith("failureType: FAILED alone"))
                .anyMatch(what -> what.startsWith("inProgressTimeoutInMinutes: 90"));
    }

    @Test
    void aJobOfAwsForThingsIsForThoseDevices() {
        RolloutPolicy policy =
                aws("""
                        {"jobId": "j", "targets": ["arn:aws:iot:eu-central-1:1:thing/sag1",
                         "arn:aws:iot:eu-central-1:1:thing/a:b"], "abortConfig": {"criteriaList": [
                          {"action": "CANCEL", "failureType": "ALL", "minNumberOfExecutedThings": 1,
                           "thresholdPercentage": 100}]}}
                        """)
                        .policy();

        assertThat(policy.targets().devices()).containsExactly(new SerialNumber("sag1"));
        assertThat(policy.success()).isEqualTo(Fraction.ofPercent(1));
        assertThat(policy.late()).isEqualTo(Late.IGNORE);
        assertThat(ends(policy, 7)).containsExactly(7);
    }

    @Test
    void whatIsTakenIsAFileThatCanBeRead() {
        for (Imported imported : List.of(hawkbit(HAWKBIT), aws(AWS))) {
            String written = RolloutFile.write(imported.policy());

            assertThat(RolloutFile.parse("r.yaml", written, NOW)).isEqualTo(imported.policy());
        }
    }

    @Test
    void allThatIsWrongWithAForeignFileIsSaidAtOnce() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(
                        () -> hawkbit(
                                """
                        {"name": "", "amountGroups": 0, "targetFilterQuery": "id==*", "type": "hard",
                         "weight": -1, "successCondition": {"condition": "THRESHOLD", "expression": "101"},
                         "errorAction": {"action": "STOP"}}
                        """))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(6));
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(
                        () -> aws(
                                """
                        {"jobId": "j", "targets": ["thing/x"], "targetSelection": "ONCE",
                         "jobExecutionsRolloutConfig": {"maximumPerMinute": 1001},
                         "abortConfig": {"criteriaList": []}, "timeoutConfig": {},
                         "schedulingConfig": {"endTime": "soon", "maintenanceWindows": [
                           {"startTime": "cron(1 2)", "durationInMinutes": 30}]}}
                        """))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(7));
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> hawkbit("{\"a\": 1}"))
                .withMessage("x.json:1:1: rollout of another system: of none that is known"
                        + " (expected: a rollout of hawkBit or a job of AWS IoT, in JSON)");
    }

    @Test
    void whatIsNotRefusedIsAlwaysAFileThatCanBeRead() {
        int taken = 0;
        for (long seed = 1; seed <= 4_000; seed++) {
            String text = damaged(new SplittableRandom(seed));
            try {
                RolloutPolicy policy = hawkbit(text).policy();
                String written = RolloutFile.write(policy);
                taken++;

                assertThat(RolloutFile.parse("r.yaml", written, NOW)).isEqualTo(policy);
            } catch (DocumentException e) {
                assertThat(e.getMessage()).as("seed %d:%n%s", seed, text).startsWith("x.json:");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    /** With some characters or words otherwise. */
    private static String damaged(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? HAWKBIT : AWS);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            String with = FILLINGS.get(random.nextInt(FILLINGS.size()));
            int at = random.nextInt(text.length());
            int digit = at;
            while (digit < text.length() && !Character.isDigit(text.charAt(digit))) {
                digit++;
            }
            boolean isNumber = random.nextBoolean() && digit < text.length();
            text.replace(isNumber ? digit : at, (isNumber ? digit : at) + 1, with);
        }
        return text.toString();
    }

    private static List<Integer> ends(RolloutPolicy policy, int members) {
        int[] begin = {0};
        return policy.waves().stream()
                .map(wave -> begin[0] = wave.size().end(begin[0], members))
                .toList();
    }

    private static Imported hawkbit(String text) {
        return ForeignRollout.parse("x.json", text, Optional.of(FirmwareVersion.parse("2.5.0")), NOW);
    }

    private static Imported aws(String text) {
        return ForeignRollout.parse("x.json", text, Optional.empty(), NOW);
    }
}
