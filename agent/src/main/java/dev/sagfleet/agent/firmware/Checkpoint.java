package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

/**
 * How far a download is, and how its digest goes on from there. Source: firmware rule F5.
 *
 * @param bytes of the image that are there, from the first on
 * @param hashState of these bytes, as whoever hashes writes it down; empty if there are none
 */
public record Checkpoint(long bytes, String hashState) {
    /** Nothing is there. */
    public static final Checkpoint START = new Checkpoint(0, "");

    public Checkpoint {
        requireNonNull(hashState, "hashState");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 0)");
        }
    }

    /** How far it was, once nobody goes on from there. */
    Checkpoint withoutHash() {
        return hashState.isEmpty() ? this : new Checkpoint(bytes, "");
    }
}
