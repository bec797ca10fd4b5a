package dev.sagfleet.controller.access;

import java.util.List;

/**
 * One statement of a policy. It is about a call if the action, the resource and all conditions are.
 *
 * @param isAllBut whether it is about all actions but these ({@code NotAction})
 * @param actions as {@code smartag:Describe*}, one or more; upper and lower case are the same
 * @param resources as {@code acs:smartag:*:*:smartag/sag-1}, one or more; upper and lower case differ
 */
public record Statement(
        Effect effect, boolean isAllBut, List<Wildcard> actions, List<Wildcard> resources, List<Condition> conditions) {
    /** What a statement does to the calls that it is about. */
    public enum Effect {
        ALLOW("Allow"),
        DENY("Deny");

        private final String label;

        Effect(String label) {
            this.label = label;
        }

        /** As policies write it. */
        public String label() {
            return label;
        }
    }

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
        if (actions.isEmpty() || resources.isEmpty()) {
            throw new IllegalArgumentException("actions or resources: none (expected: one or more of both)");
        }
    }

    boolean isAbout(String action, String resource, Circumstances call) {
        return isOf(action) && isOn(resource) && areMet(call);
    }

    private boolean isOf(String action) {
        for (Wildcard each : actions) {
            if (each.matchesIgnoringCase(action)) {
                return !isAllBut;
            }
        }
        return isAllBut;
    }

    private boolean isOn(String resource) {
        for (Wildcard each : resources) {
            if (each.matches(resource)) {
                return true;
            }
        }
        return false;
    }

    private boolean areMet(Circumstances call) {
        for (Condition condition : conditions) {
            if (!condition.holds(call)) {
                return false;
            }
        }
        return true;
    }
}
