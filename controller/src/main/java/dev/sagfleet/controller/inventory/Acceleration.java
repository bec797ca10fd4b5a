package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

/**
 * An instance's association with a plan.
 *
 * @param planId the ApplicationBandwidthPackageId
 * @param megabits the instance's peak in Mbit/s; at most the plan's bandwidth
 */
public record Acceleration(String planId, int megabits) {
    public Acceleration {
        requireNonNull(planId, "planId");
    }
}
