package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.inventory.AccelerationRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What calls can change of a plan: its rules, in no order, since the clock that they are ordered by may be set back.
 *
 * @param rules no two of which are alike, since no application is in two
 */
record PlanState(Set<Rule> rules) {
    /** One rule, without what it is called. */
    record Rule(String serviceRegionId, int megabits, List<String> applications) {
        static Rule of(AccelerationRule rule) {
            return new Rule(rule.serviceRegionId(), rule.megabits(), rule.applications());
        }

        Rule withChanged(int otherMegabits, List<String> others) {
            return new Rule(serviceRegionId, otherMegabits, others);
        }
    }

    static PlanState of(List<AccelerationRule> rules) {
        return new PlanState(rules.stream().map(Rule::of).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    PlanState with(Rule rule) {
        Set<Rule> more = new LinkedHashSet<>(rules);
        more.add(rule);
        return new PlanState(more);
    }

    PlanState withOther(Rule before, Rule after) {
        Set<Rule> others = new LinkedHashSet<>(rules);
        others.remove(before);
        return new PlanState(others).with(after);
    }
}
