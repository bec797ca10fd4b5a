package dev.sagfleet.controller.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.access.Statement.Effect;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final String REBOOT = "smartag:RebootSmartAccessGateway";
    private static final String FIRST = "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-1";
    private static final String SECOND = "acs:smartag:cn-shanghai:1234567890123456:smartag/sag-2";
    private static final Circumstances CALL =
            new Circumstances(Instant.parse("2026-11-28T09:00:00Z"), Optional.empty(), false);

    @Test
    void whatNoStatementIsAboutIsDenied() {
        assertThat(decide(List.of(FIRST)).words()).isEqualTo("no statement allows " + REBOOT + " on " + FIRST);
        assertThat(decide(List.of(FIRST), allow("smartag:Describe*", "*")).isAllowed())
                .isFalse();
    }

    @Test
    void aStatementThatDeniesBeatsAllThatAllowWhereverItStands() {
        Statement allowing = allow("smartag:*", "*");
        Statement denying = new Statement(
                Effect.DENY, false, List.of(new Wildcard(REBOOT)), List.of(new Wildcard("*/sag-1")), List.of());

        assertThat(decide(List.of(FIRST), allowing, denying).words())
                .isEqualTo("statement 2 of policy drawn denies " + REBOOT + " on " + FIRST);
        assertThat(decide(List.of(FIRST), denying, allowing).words())
                .isEqualTo("statement 1 of policy drawn denies " + REBOOT + " on " + FIRST);
        assertThat(decide(List.of(SECOND), denying, allowing).words())
                .isEqualTo("statement 2 of policy drawn allows " + REBOOT + " on " + SECOND);
    }

    @Test
    void allResourcesOfACallMustBeAllowed() {
        Statement ofFirst = allow(REBOOT, FIRST);

        assertThat(decide(List.of(FIRST, SECOND), ofFirst).words())
                .isEqualTo("no statement allows " + REBOOT + " on " + SECOND);
        assertThat(decide(List.of(FIRST, SECOND), ofFirst, allow(REBOOT, SECOND))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void actionsIgnoreCaseAndResourcesDoNot() {
        assertThat(decide(List.of(FIRST), allow("SmartAG:reboot*", FIRST)).isAllowed())
                .isTrue();
        assertThat(decide(List.of(FIRST), allow(REBOOT, "ACS:*")).isAllowed()).isFalse();
    }

    @Test
    void aStatementOfAllActionsButSomeIsAboutTheOthers() {
        Statement allBut = new Statement(
                Effect.ALLOW, true, List.of(new Wildcard("smartag:Reboot*")), List.of(new Wildcard("*")), List.of());

        assertThat(decide(List.of(FIRST), allBut).isAllowed()).isFalse();
        assertThat(Evaluation.decide(policy(allBut), "smartag:DescribeRegions", List.of("*"), CALL)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void itDecidesAsThePlainReadingOfTheRulesDoes() {
        int allowed = 0;
        int denied = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            var drawn = new DrawnAccounts(seed);
            List<Policy> policies = drawn.policies(2);
            String action = drawn.action();
            List<String> resources = drawn.resources();
            Circumstances call = drawn.call();

            Decision decision = Evaluation.decide(policies, action, resources, call);

            assertThat(decision.isAllowed())
                    .as("seed %d: %s on %s, %s, by %s", seed, action, resources, call, policies)
                    .isEqualTo(new LiteralEvaluator(call).allows(policies, action, resources));
            allowed += decision.isAllowed() ? 1 : 0;
            denied += !decision.isAllowed() && decision.decidedBy().isPresent() ? 1 : 0;
        }
        assertThat(allowed).as("allowed").isGreaterThan(2_000);
        assertThat(denied).as("denied by a statement").isGreaterThan(2_000);
    }

    private static Statement allow(String action, String resource) {
        return new Statement(
                Effect.ALLOW, false, List.of(new Wildcard(action)), List.of(new Wildcard(resource)), List.of());
    }

    private static List<Policy> policy(Statement... statements) {
        return List.of(new Policy("drawn", Arrays.asList(statements)));
    }

    private static Decision decide(List<String> resources, Statement... statements) {
        return Evaluation.decide(policy(statements), REBOOT, resources, CALL);
    }
}
