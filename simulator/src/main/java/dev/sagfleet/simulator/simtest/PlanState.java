package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.inventory.AccelerationRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What calls can change of a plan: its rules.
 *
 * @param rules in the order in which they were created
 */
record PlanState(List<Rule> rules) {
    /** One rule, without what it is called. */
    record Rule(String serviceRegionId, int megabits, List<String> applications) {}

    PlanState {
        rules = List.copyOf(rules);
    }

    static PlanState of(List<AccelerationRule> rules) {
        return new PlanState(rules.stream()
                .map(rule -> new Rule(rule.serviceRegionId(), rule.megabits(), rule.applications()))
                .toList());
    }

    PlanState with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new PlanState(more);
    }

    /** With another share and other applications for one of them. */
    PlanState withChanged(int index, int megabits, List<String> applications) {
        List<Rule> changed = new ArrayList<>(rules);
        changed.set(index, new Rule(rules.get(index).serviceRegionId(), megabits, applications));
        return new PlanState(changed);
    }
}
