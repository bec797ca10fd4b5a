package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * That a rollout wants a device.
 *
 * @param rollout its id
 * @param createdMillis when it was created
 */
public record Claim(String rollout, int priority, long createdMillis) {
    public Claim {
        requireNonNull(rollout, "rollout");
    }

    /** Whether it comes before another: by priority, then by age. Source: rollout rule R5. */
    public boolean outranks(Claim other) {
        if (priority != other.priority) {
            return priority > other.priority;
        }
        return createdMillis != other.createdMillis
                ? createdMillis < other.createdMillis
                : rollout.compareTo(other.rollout) < 0;
    }
}
