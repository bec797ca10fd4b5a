package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the rules of the plans after each change. */
final class PlanAudit {
    private final List<Blueprint.Plan> blueprint;
    private final Story story;
    private final Histories<PlanState> histories = new Histories<>();
    private final Map<String, List<AccelerationRule>> rules = new LinkedHashMap<>();

    PlanAudit(Blueprint blueprint, Story story) {
        this.blueprint = blueprint.plans();
        this.story = story;
    }

    /** What a plan was and is, in this order. */
    List<PlanState> history(String id) {
        return histories.of(id);
    }

    /** The rules of a plan as the latest change left them. */
    List<AccelerationRule> rules(String planId) {
        return rules.getOrDefault(planId, List.of());
    }

    void look(Transaction transaction) {
        for (Blueprint.Plan known : blueprint) {
            transaction.plans().find(known.id()).ifPresent(plan -> look(transaction, plan));
        }
    }

    private void look(Transaction transaction, Plan plan) {
        List<AccelerationRule> now = transaction.rules().of(plan.id());
        if (!histories.note(plan.id(), PlanState.of(now))) {
            return;
        }
        rules.put(plan.id(), now);
        story.tell("plan " + plan.id() + " has " + now);
        int megabits = now.stream().mapToInt(AccelerationRule::megabits).sum();
        if (megabits > plan.megabits()) {
            story.violated("rules share what their plan has", plan.id() + ": " + megabits);
        }
        Set<String> taken = new LinkedHashSet<>();
        for (AccelerationRule rule : now) {
            for (String application : rule.applications()) {
                if (!taken.add(rule.serviceRegionId() + ' ' + application)) {
                    story.violated("an application is in one rule", rule.id() + ": " + application);
                }
            }
        }
    }
}
