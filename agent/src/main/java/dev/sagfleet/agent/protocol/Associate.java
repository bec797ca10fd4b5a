package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Asks a device to accelerate applications under a plan. Refused below version 2.4.0.
 *
 * @param planId the ApplicationBandwidthPackageId, 1 to 64 characters
 * @param bandwidth the instance's share of the plan
 * @param userPeak for an app client, what its one user may have of that; absent for a box
 * @param destinations whose TCP connections are accelerated, by the rules of the plan; at most {@link #DESTINATIONS_MAX}
 */
public record Associate(
        String commandId,
        Revision revision,
        String planId,
        Bandwidth bandwidth,
        Optional<Bandwidth> userPeak,
        List<DestinationPattern> destinations)
        implements Command {
    /** The longest plan id, in characters. */
    public static final int PLAN_ID_LENGTH_MAX = 64;

    /** The most destinations of a plan; of the longest names, so many fit into a frame. */
    public static final int DESTINATIONS_MAX = 128;

    public Associate {
        Command.requireIdentity(commandId, revision);
        Text.requireShort(planId, "planId", PLAN_ID_LENGTH_MAX);
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(userPeak, "userPeak");
        destinations = List.copyOf(destinations);
        if (destinations.size() > DESTINATIONS_MAX) {
            throw new IllegalArgumentException(
                    "destinations: " + destinations.size() + " (expected: at most " + DESTINATIONS_MAX + ')');
        }
    }

    /** Under a plan without rules. */
    public Associate(
            String commandId, Revision revision, String planId, Bandwidth bandwidth, Optional<Bandwidth> userPeak) {
        this(commandId, revision, planId, bandwidth, userPeak, List.of());
    }

    /** What the device limits accelerated traffic to. */
    public Bandwidth limit() {
        return userPeak.map(bandwidth::min).orElse(bandwidth);
    }

    @Override
    public Aspect aspect() {
        return Aspect.ACCELERATION;
    }

    @Override
    public Associate withRevision(Revision other) {
        return new Associate(commandId, other, planId, bandwidth, userPeak, destinations);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onAssociate(this);
    }
}
