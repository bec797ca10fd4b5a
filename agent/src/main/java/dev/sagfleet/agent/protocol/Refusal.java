package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * Why a device did not do what it was told.
 *
 * @param found what the device has or was given, as a person reads it: {@code 2.3.9}, {@code 600 Mbit/s}
 * @param required what it would take, likewise: {@code 2.4.0 or later}
 */
public record Refusal(Reason reason, String found, String required) {
    /** The kinds of refusal; the name is the code on the wire. */
    public enum Reason {
        /** The firmware or app is older than application acceleration. */
        VERSION_TOO_OLD,
        /** The model has no application acceleration, whatever its version. */
        MODEL_NOT_SUPPORTED,
        /** The bandwidth is not one that the model can be set to. */
        BANDWIDTH_OUT_OF_RANGE
    }

    public Refusal {
        requireNonNull(reason, "reason");
        requireNonNull(found, "found");
        requireNonNull(required, "required");
    }

    /** What was found and what is required, in one line for a person. */
    public String describe() {
        return "found " + found + ", required " + required;
    }
}
