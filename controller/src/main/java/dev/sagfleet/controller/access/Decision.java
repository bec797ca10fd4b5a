package dev.sagfleet.controller.access;

import java.util.Optional;

/**
 * Whether a call may be made, and what decided that.
 *
 * @param resource that the deciding statement is about, or that none is about
 * @param decidedBy nothing if no statement is about the call: then it may not be made
 */
public record Decision(boolean isAllowed, String action, String resource, Optional<Source> decidedBy) {
    /**
     * A statement of a policy.
     *
     * @param number from 1, as people count
     */
    public record Source(String policy, int number) {
        @Override
        public String toString() {
            return "statement " + number + " of policy " + policy;
        }
    }

    /** What decided, for a person. */
    public String words() {
        String call = action + " on " + resource;
        return decidedBy
                .map(source -> source + (isAllowed ? " allows " : " denies ") + call)
                .orElse("no statement allows " + call);
    }
}
