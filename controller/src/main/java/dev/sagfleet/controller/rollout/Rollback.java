package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/** Whether devices are brought back to what they ran before, and which. Source: rollout rule R14. */
public record Rollback(When when, Scope scope) {
    /** Only when somebody says so: to write a slot again is a risk as well. */
    public static final Rollback DEFAULT = new Rollback(When.NEVER, Scope.WAVE);

    /** What it takes. */
    public enum When {
        /** A person. */
        NEVER,
        /** That the rollout halts. */
        HALTED
    }

    /** Whose devices. */
    public enum Scope {
        /** Those of the wave that halted it. */
        WAVE,
        /** All that run the image by this rollout. */
        ALL
    }

    public Rollback {
        requireNonNull(when, "when");
        requireNonNull(scope, "scope");
    }
}
