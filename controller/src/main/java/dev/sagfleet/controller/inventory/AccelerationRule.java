package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DestinationPattern;
import java.util.List;

/**
 * What a plan sets aside for applications in one region of their servers, an ApplicationAccelerateRule.
 *
 * @param number counts the rules as they are created, whatever the clock says; those of all plans together
 * @param megabits its share of the plan, in Mbit/s
 * @param applications names without line breaks
 */
public record AccelerationRule(
        String id,
        long number,
        String planId,
        String serviceRegionId,
        int megabits,
        List<String> applications,
        long createdMillis) {
    public AccelerationRule {
        requireNonNull(id, "id");
        requireNonNull(planId, "planId");
        requireNonNull(serviceRegionId, "serviceRegionId");
        applications = List.copyOf(applications);
    }

    /** Where its applications are reached; without one that is not known any more. */
    List<DestinationPattern> destinations() {
        return applications.stream()
                .flatMap(label -> Application.labelled(label).stream())
                .flatMap(application -> application.destinations().stream())
                .toList();
    }

    AccelerationRule with(int otherMegabits, List<String> otherApplications) {
        return new AccelerationRule(
                id, number, planId, serviceRegionId, otherMegabits, otherApplications, createdMillis);
    }
}
