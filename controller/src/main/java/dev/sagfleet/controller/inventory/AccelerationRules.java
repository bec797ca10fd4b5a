package dev.sagfleet.controller.inventory;

import java.util.List;

/**
 * The rules about the acceleration rules of a plan: together they are at most the plan, and an application
 * in a service region is in one of them at most. The devices of the plan's instances are told where the applications of all its
 * rules are reached.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI,
 *     CreateApplicationAccelerationRule and UpdateApplicationAccelerateRuleAttribute</a>
 */
public final class AccelerationRules {
    /**
     * Adds a rule to a plan.
     *
     * @param commandId names the change on its way to the devices
     * @throws RejectedException if there is no such plan in the region, it is locked, another rule has one of
     *     the applications, or there is not so much left of the plan
     */
    public static AccelerationRule create(
            Transaction transaction,
            String regionId,
            String planId,
            String serviceRegionId,
            int megabits,
            List<String> applications,
            String commandId,
            long nowMillis) {
        Plan plan = Plans.findNormal(transaction, regionId, planId);
        long number = transaction.rules().nextNumber();
        AccelerationRule rule = new AccelerationRule(
                "abwpr-" + (Plans.NUMBER_BASE + number),
                number,
                plan.id(),
                serviceRegionId,
                megabits,
                applications,
                nowMillis);
        return save(transaction, plan, rule, commandId);
    }

    /**
     * Gives a rule another share of the plan, and other applications in place of those that it has.
     *
     * @param commandId names the change on its way to the devices
     * @throws RejectedException if no plan of the region has such a rule, or likewise
     */
    public static AccelerationRule update(
            Transaction transaction,
            String regionId,
            String ruleId,
            int megabits,
            List<String> applications,
            String commandId) {
        AccelerationRule rule = transaction
                .rules()
                .find(ruleId)
                .orElseThrow(() -> Rejection.RULE_NOT_FOUND.because("no rule " + ruleId));
        Plan plan = transaction
                .plans()
                .find(rule.planId())
                .filter(found -> found.regionId().equals(regionId))
                .orElseThrow(() -> Rejection.RULE_NOT_FOUND.because("no rule " + ruleId + " in " + regionId));
        return save(transaction, Plans.requireNormal(plan), rule.with(megabits, applications), commandId);
    }

    private static AccelerationRule save(Transaction transaction, Plan plan, AccelerationRule rule, String commandId) {
        List<AccelerationRule> others = transaction.rules().of(plan.id()).stream()
                .filter(other -> !other.id().equals(rule.id()))
                .toList();
        for (AccelerationRule other : others) {
            requireDistinct(rule, other);
        }
        long taken = others.stream().mapToLong(AccelerationRule::megabits).sum();
        if (taken + rule.megabits() > plan.megabits()) {
            throw Rejection.BANDWIDTH_EXCEEDED.because("found " + rule.megabits() + " Mbit/s, required at most the "
                    + (plan.megabits() - taken) + " Mbit/s that the other rules leave of " + plan.megabits()
                    + " Mbit/s");
        }
        transaction.rules().save(rule);
        DesiredState.accelerateUnder(transaction, plan, commandId);
        return rule;
    }

    private static void requireDistinct(AccelerationRule rule, AccelerationRule other) {
        if (other.serviceRegionId().equals(rule.serviceRegionId())) {
            for (String application : rule.applications()) {
                if (other.applications().contains(application)) {
                    throw Rejection.RULE_EXISTS.because(
                            other.id() + " has " + application + " in " + rule.serviceRegionId());
                }
            }
        }
    }

    private AccelerationRules() {}
}
