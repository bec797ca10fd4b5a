package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.WaveNews;

/** What a change that rollouts had a part in leaves to be done once it is committed: one method per matter. */
interface Aftermath {
    /** Tells that a rollout went into a state. */
    void changed(String rollout, RolloutPolicy policy, Transition transition);

    /** What is measured of a rollout that stays in its state is something else from now on. */
    void healthChanged(String rollout, RolloutPolicy policy, RolloutState state);

    /**
     * Tells of a wave.
     *
     * @param members that it is about; 0 if it is about the wave as a whole
     */
    void waveChanged(String rollout, RolloutPolicy policy, int wave, WaveNews news, int members);

    /** Tells of what was ordered. */
    void ordered(Upgrades.Ordered ordered);

    /** Tells of a job that the controller has ended. */
    void ended(FirmwareJob job);

    /** Finds the members. */
    void deal(String rollout);

    /** Lets go of all devices. */
    void release(String rollout);

    /** Measures the health of a wave, of those that have run the image since then or longer. */
    void measure(String rollout, int wave, long sinceMillis);

    /** Sees to it that a rollout has its tick. */
    void wakeAt(long millis);
}
