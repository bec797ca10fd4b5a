package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Why a device did not do what it was told.
 *
 * @param found what the device has or was given, as a person reads it: {@code 2.3.9}, {@code 600000 kbit/s}
 * @param required what it would take, likewise: {@code 2.4.0 or later}
 */
public record Refusal(Reason reason, String found, String required) {
    /** The longest text for a person, in characters. */
    public static final int TEXT_LENGTH_MAX = 128;

    /** The kinds of refusal; the name is the code on the wire. */
    public enum Reason {
        /** The firmware or app is older than application acceleration. */
        VERSION_TOO_OLD,
        /** The model has no application acceleration, whatever its version. */
        MODEL_NOT_SUPPORTED,
        /** The bandwidth is not one that the model can be set to. */
        BANDWIDTH_OUT_OF_RANGE,
        /** The device has begun to install, and cannot leave the job any more. */
        UPGRADE_UNDER_WAY
    }

    public Refusal {
        requireNonNull(reason, "reason");
        Text.requireShort(found, "found", TEXT_LENGTH_MAX);
        Text.requireShort(required, "required", TEXT_LENGTH_MAX);
    }

    /** What was found and what is required, in one line for a person. */
    public String describe() {
        return "found " + found + ", required " + required;
    }
}
