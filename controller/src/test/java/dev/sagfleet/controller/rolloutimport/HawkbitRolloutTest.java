package dev.sagfleet.controller.rolloutimport;

import static dev.sagfleet.controller.rolloutimport.ForeignTexts.HAWKBIT;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.ends;
import static dev.sagfleet.controller.rolloutimport.ForeignTexts.hawkbit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.WavePlan;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R21: rollouts of hawkBit")
class HawkbitRolloutTest {
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
}
