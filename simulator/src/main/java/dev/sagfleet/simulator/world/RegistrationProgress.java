package dev.sagfleet.simulator.world;

/** Is told how far the registration of a fleet has come. */
public interface RegistrationProgress {
    RegistrationProgress NONE = (registered, all) -> {};

    /**
     * Some more devices are registered; called on the thread that starts the world, at the beginning with 0 and at
     * the end with all.
     */
    void registered(int registered, int all);
}
