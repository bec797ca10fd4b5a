package dev.sagfleet.controller.rolloutimport;

import static dev.sagfleet.controller.rolloutimport.ForeignTexts.AWS;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.HAWKBIT;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.NOW;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.aws;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.hawkbit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R21: rollouts of hawkBit and AWS IoT")
class ForeignRolloutTest {
    private static final List<String> FILLINGS = List.of(
            "0", "9", "100", "-1", "1.5", "", "\"", "{", "]", ",", "ü", "null", "\\u2028", " ", "x".repeat(200));

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
}
