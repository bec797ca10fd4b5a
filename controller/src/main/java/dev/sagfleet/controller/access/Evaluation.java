package dev.sagfleet.controller.access;

import dev.sagfleet.controller.access.Statement.Effect;
import java.util.List;
import java.util.Optional;

/** Decides by policies: a statement that denies beats all that allow, and what none allows is denied. */
public final class Evaluation {
    /**
     * The decision on a call.
     *
     * @param action as {@code smartag:DescribeRegions}
     * @param resources that it is about, one or more; all of them must be allowed
     */
    public static Decision decide(List<Policy> policies, String action, List<String> resources, Circumstances call) {
        Decision first = decide(policies, action, resources.get(0), call);
        for (int i = 1; first.isAllowed() && i < resources.size(); i++) {
            Decision next = decide(policies, action, resources.get(i), call);
            if (!next.isAllowed()) {
                return next;
            }
        }
        return first;
    }

    private static Decision decide(List<Policy> policies, String action, String resource, Circumstances call) {
        Optional<Decision.Source> allowing = Optional.empty();
        for (Policy policy : policies) {
            List<Statement> statements = policy.statements();
            for (int i = 0; i < statements.size(); i++) {
                Statement statement = statements.get(i);
                boolean denies = statement.effect() == Effect.DENY;
                if ((denies || allowing.isEmpty()) && statement.isAbout(action, resource, call)) {
                    var source = Optional.of(new Decision.Source(policy.name(), i + 1));
                    if (denies) {
                        return new Decision(false, action, resource, source);
                    }
                    allowing = source;
                }
            }
        }
        return new Decision(allowing.isPresent(), action, resource, allowing);
    }

    private Evaluation() {}
}
