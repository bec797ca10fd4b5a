package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.FAR_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.LOCKED_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buying plans, making them larger, and dividing them among applications. */
class PlansTest {
    private static final String TOKYO = "ap-northeast-1";

    private StoredInventory inventory;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void plansAreNumberedAsTheyAreBought() {
        Plan first = inventory.write(transaction -> Plans.create(transaction, REGION, "one", 30, NOW));
        Plan second = inventory.write(transaction -> Plans.create(transaction, REGION, "", 10_000, NOW));

        assertThat(first).isEqualTo(new Plan("abwp-20337000000001", REGION, "one", 30, Optional.empty(), NOW));
        assertThat(second.id()).isEqualTo("abwp-20337000000002");
        List<Plan> plans = inventory.read(reading -> reading.plans().in(REGION));
        assertThat(plans).endsWith(first, second);
    }

    @Test
    void aPlanOnlyGrows() {
        for (int megabits : new int[] {1, 19, 20}) {
            assertRejected(
                    Rejection.PLAN_BANDWIDTH,
                    "found " + megabits + " Mbit/s, required more than the plan's 20 Mbit/s",
                    () -> upgrade(PLAN, megabits));
        }

        assertThat(upgrade(PLAN, 21).megabits()).isEqualTo(21);

        assertThat(inventory
                        .read(reading -> reading.plans().find(PLAN))
                        .orElseThrow()
                        .megabits())
                .isEqualTo(21);
    }

    @Test
    void aPlanThatIsLockedOrElsewhereDoesNotGrow() {
        assertRejected(Rejection.PLAN_NOT_FOUND, "no plan abwp-none", () -> upgrade("abwp-none", 100));
        assertRejected(Rejection.PLAN_NOT_FOUND, "in cn-shanghai", () -> upgrade(FAR_PLAN, 100));
        assertRejected(Rejection.PLAN_STATUS, "found Abnormal (financial)", () -> upgrade(LOCKED_PLAN, 100));
    }

    @Test
    void rulesAddUpToThePlanAndNoMore() {
        AccelerationRule zoom = createRule(PLAN, TOKYO, 15, "Zoom");

        assertRejected(
                Rejection.BANDWIDTH_EXCEEDED,
                "found 6 Mbit/s, required at most the 5 Mbit/s that the other rules leave of 20 Mbit/s",
                () -> createRule(PLAN, TOKYO, 6, "SAP"));
        AccelerationRule sap = createRule(PLAN, TOKYO, 5, "SAP");
        assertRejected(Rejection.BANDWIDTH_EXCEEDED, "found 16", () -> updateRule(zoom.id(), 16, "Zoom"));
        updateRule(zoom.id(), 14, "Zoom");
        updateRule(sap.id(), 6, "SAP");
        upgrade(PLAN, 21);
        updateRule(sap.id(), 7, "SAP");

        assertThat(rules(PLAN).stream().map(AccelerationRule::megabits)).containsExactly(14, 7);
    }

    @Test
    void anApplicationInAServiceRegionIsInOneRuleOfAPlan() {
        AccelerationRule both = createRule(PLAN, TOKYO, 1, "Zoom", "SAP");
        AccelerationRule other = createRule(PLAN, TOKYO, 1, "GitHub");

        assertRejected(
                Rejection.RULE_EXISTS,
                both.id() + " has SAP in ap-northeast-1",
                () -> createRule(PLAN, TOKYO, 1, "Webex", "SAP"));
        assertRejected(
                Rejection.RULE_EXISTS,
                both.id() + " has Zoom in ap-northeast-1",
                () -> updateRule(other.id(), 1, "GitHub", "Zoom"));
        createRule(PLAN, "eu-central-1", 1, "Zoom");
        createRule(StoredInventory.LARGE_PLAN, TOKYO, 1, "Zoom");
        updateRule(both.id(), 1, "SAP");
        updateRule(other.id(), 1, "GitHub", "Zoom");

        assertThat(rules(PLAN).stream().map(AccelerationRule::applications))
                .containsExactly(List.of("SAP"), List.of("GitHub", "Zoom"), List.of("Zoom"));
    }

    @Test
    void aRuleThatIsRejectedLeavesNothing() {
        createRule(PLAN, TOKYO, 20, "Zoom");
        assertRejected(Rejection.BANDWIDTH_EXCEEDED, "0 Mbit/s", () -> createRule(PLAN, TOKYO, 1, "SAP"));
        AccelerationRule next = createRule(StoredInventory.LARGE_PLAN, TOKYO, 1, "SAP");

        assertThat(next.id()).isEqualTo("abwpr-20337000000002");
        assertThat(rules(PLAN)).hasSize(1);
    }

    @Test
    void rulesNeedAPlanOfTheRegionThatIsNotLocked() {
        AccelerationRule rule = createRule(PLAN, TOKYO, 1, "Zoom");
        assertRejected(Rejection.PLAN_NOT_FOUND, FAR_PLAN, () -> createRule(FAR_PLAN, TOKYO, 1, "Zoom"));
        assertRejected(Rejection.PLAN_STATUS, "Abnormal", () -> createRule(LOCKED_PLAN, TOKYO, 1, "Zoom"));
        assertRejected(Rejection.RULE_NOT_FOUND, "no rule abwpr-none", () -> updateRule("abwpr-none", 1, "Zoom"));
        assertRejected(
                Rejection.RULE_NOT_FOUND,
                "in cn-hangzhou",
                () -> inventory.write(transaction ->
                        AccelerationRules.update(transaction, "cn-hangzhou", rule.id(), 1, List.of("Zoom"), "call")));

        inventory.change(transaction -> Administration.lockPlan(transaction, PLAN, Optional.of("financial")));

        assertRejected(Rejection.PLAN_STATUS, "Abnormal", () -> updateRule(rule.id(), 2, "Zoom"));
    }

    private Plan upgrade(String planId, int megabits) {
        return inventory.write(transaction -> Plans.upgrade(transaction, REGION, planId, megabits));
    }

    private AccelerationRule createRule(String planId, String serviceRegionId, int megabits, String... applications) {
        return inventory.write(transaction -> AccelerationRules.create(
                transaction, REGION, planId, serviceRegionId, megabits, List.of(applications), "call", NOW));
    }

    private AccelerationRule updateRule(String ruleId, int megabits, String... applications) {
        return inventory.write(transaction ->
                AccelerationRules.update(transaction, REGION, ruleId, megabits, List.of(applications), "call"));
    }

    private List<AccelerationRule> rules(String planId) {
        return inventory.read(reading -> reading.rules().of(planId));
    }
}
