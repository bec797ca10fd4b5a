package dev.sagfleet.controller.rolloutimport;

import static dev.sagfleet.controller.rolloutimport.ForeignTexts.AWS;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.aws;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.ends;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R21: jobs of AWS IoT")
class AwsJobTest {
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
}
