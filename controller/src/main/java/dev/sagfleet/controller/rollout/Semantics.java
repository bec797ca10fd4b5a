package dev.sagfleet.controller.rollout;

import java.util.List;
import java.util.Optional;

/**
 * How waves are judged, and how fast a rollout begins: by the rules of this system, or by those of another one whose rollouts
 * are rehearsed as they would go there. Pure.
 */
public interface Semantics {
    /** The rules of this system. Source: rollout rules R9, R11 and R17. */
    Semantics OWN = new Semantics() {
        @Override
        public Optional<String> objection(RolloutPolicy policy, List<Wave> waves, int number) {
            return Gates.objection(policy, number, waves.get(number));
        }

        @Override
        public boolean isMet(RolloutPolicy policy, List<Wave> waves, int number) {
            return Gates.isMet(policy, number, waves.get(number));
        }

        @Override
        public Traits traits() {
            return Traits.OWN;
        }

        @Override
        public List<String> waysOut(RolloutPolicy policy, List<Wave> waves, int number) {
            return WaysOut.of(waves.get(number));
        }
    };

    /** Why a wave stops its rollout; nothing if it does not. */
    Optional<String> objection(RolloutPolicy policy, List<Wave> waves, int number);

    /** Whether a wave lets the next one open, once it has soaked and whoever is asked has agreed. */
    boolean isMet(RolloutPolicy policy, List<Wave> waves, int number);

    /** How fast it may go now. */
    default Pace pace(RolloutPolicy policy, List<Wave> waves) {
        return policy.pace();
    }

    /** What else is not the same everywhere. */
    Traits traits();

    /** What a person calls a wave, by its number from 0. */
    default String name(int number) {
        return "wave " + (number + 1);
    }

    /**
     * What would let a wave go on of whose devices nothing more is heard, in words for a person.
     *
     * @param number of a wave that is open, or has passed
     */
    List<String> waysOut(RolloutPolicy policy, List<Wave> waves, int number);

    /**
     * What is not the same everywhere.
     *
     * @param reopens whether a wave that has passed is open again once what it achieved is taken back
     * @param judgesTogether whether how one wave stands can matter to another
     * @param cancels whether a rollout that stops itself is cancelled for good
     * @param notifiesAway whether a start is spent on a device that is not there
     * @param isOneClock whether a device has one time for all that it does, from its first word on
     */
    record Traits(boolean reopens, boolean judgesTogether, boolean cancels, boolean notifiesAway, boolean isOneClock) {
        public static final Traits OWN = new Traits(true, false, false, false, false);
    }
}
