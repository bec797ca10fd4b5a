package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * How far a device has come with each aspect. A field each, so that it is small and its order is always the same.
 *
 * @param acceleration what it holds of {@link Aspect#ACCELERATION}, and so on; {@link AspectStatus#NOTHING} of what it
 *     was never told
 */
public record Holdings(AspectStatus acceleration, AspectStatus bandwidth, AspectStatus role) {
    /** Those of a device that was never told anything. */
    public static final Holdings NONE = new Holdings(AspectStatus.NOTHING, AspectStatus.NOTHING, AspectStatus.NOTHING);

    public Holdings {
        requireNonNull(acceleration, "acceleration");
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(role, "role");
    }

    /** What is held of an aspect. */
    public AspectStatus of(Aspect aspect) {
        return switch (aspect) {
            case ACCELERATION -> acceleration;
            case BANDWIDTH -> bandwidth;
            case ROLE -> role;
        };
    }

    /** The same, with another holding of one aspect. */
    public Holdings with(Aspect aspect, AspectStatus other) {
        return switch (aspect) {
            case ACCELERATION -> new Holdings(other, bandwidth, role);
            case BANDWIDTH -> new Holdings(acceleration, other, role);
            case ROLE -> new Holdings(acceleration, bandwidth, other);
        };
    }
}
