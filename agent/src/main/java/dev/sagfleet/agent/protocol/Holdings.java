package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * How far a device has come with each aspect. A field each, so that it is small and its order is always the same.
 *
 * @param acceleration what it holds of {@link Aspect#ACCELERATION}, and so on; {@link AspectStatus#NOTHING} of what it
 *     was never told
 */
public record Holdings(
        AspectStatus acceleration,
        AspectStatus bandwidth,
        AspectStatus role,
        AspectStatus firmware,
        AspectStatus power) {
    /** Those of a device that was never told anything. */
    public static final Holdings NONE = new Holdings(AspectStatus.NOTHING, AspectStatus.NOTHING, AspectStatus.NOTHING);

    public Holdings {
        requireNonNull(acceleration, "acceleration");
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(role, "role");
        requireNonNull(firmware, "firmware");
        requireNonNull(power, "power");
    }

    /** Those of a device that was never told anything about its firmware, nor to boot. */
    public Holdings(AspectStatus acceleration, AspectStatus bandwidth, AspectStatus role) {
        this(acceleration, bandwidth, role, AspectStatus.NOTHING, AspectStatus.NOTHING);
    }

    /** What is held of an aspect. */
    public AspectStatus of(Aspect aspect) {
        return switch (aspect) {
            case ACCELERATION -> acceleration;
            case BANDWIDTH -> bandwidth;
            case ROLE -> role;
            case FIRMWARE -> firmware;
            case POWER -> power;
        };
    }

    /** The same, with another holding of one aspect. */
    public Holdings with(Aspect aspect, AspectStatus other) {
        return switch (aspect) {
            case ACCELERATION -> new Holdings(other, bandwidth, role, firmware, power);
            case BANDWIDTH -> new Holdings(acceleration, other, role, firmware, power);
            case ROLE -> new Holdings(acceleration, bandwidth, other, firmware, power);
            case FIRMWARE -> new Holdings(acceleration, bandwidth, role, other, power);
            case POWER -> new Holdings(acceleration, bandwidth, role, firmware, other);
        };
    }
}
