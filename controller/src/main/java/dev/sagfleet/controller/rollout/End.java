package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a rollout ends that has not ended by itself.
 *
 * @param after its start; 1 min or more
 */
public record End(Duration after, Then then) {
    /** What becomes of the devices that have not ended. */
    public enum Then {
        /** Nothing is offered any more; what has begun goes on. */
        STOP,
        /** As if a person had cancelled it. */
        CANCEL
    }

    public End {
        Spans.require(after, Duration.ofMinutes(1), "after");
        requireNonNull(then, "then");
    }
}
