package dev.sagfleet.simulator.world;

/** A world that cannot be started as it was asked for; the message says why and what to do. */
public final class WorldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorldException(String message) {
        super(message);
    }
}
