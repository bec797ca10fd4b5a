package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Asks a device to accelerate applications under a plan. Refused below version 2.4.0.
 *
 * @param planId the ApplicationBandwidthPackageId, 1 to 64 characters
 * @param bandwidth the instance's share of the plan
 * @param userPeak for an app client, what its one user may have of that; absent for a box
 */
public record Associate(
        String commandId, Revision revision, String planId, Bandwidth bandwidth, Optional<Bandwidth> userPeak)
        implements Command {
    /** The longest plan id, in characters. */
    public static final int PLAN_ID_LENGTH_MAX = 64;

    public Associate {
        Command.requireIdentity(commandId, revision);
        Text.requireShort(planId, "planId", PLAN_ID_LENGTH_MAX);
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(userPeak, "userPeak");
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
        return new Associate(commandId, other, planId, bandwidth, userPeak);
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onAssociate(this);
    }
}
