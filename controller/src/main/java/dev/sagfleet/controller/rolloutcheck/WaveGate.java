package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import java.util.OptionalInt;

/**
 * What decides of a wave, as numbers of its devices. Source: rollout rule R9.
 *
 * @param size devices that it is judged by; 1 or more
 * @param needed successes with which the next wave may open
 * @param halting the smallest number of failures that halts; at most the size
 * @param limbo the smallest number of silent devices with which it can neither pass nor halt; empty if it never comes to that
 */
public record WaveGate(int size, int needed, int halting, OptionalInt limbo) {
    /** That of the wave at this place, counted from 0. */
    public static WaveGate of(RolloutPolicy policy, int wave, int size) {
        return of(policy.success(wave), policy.halt(wave), policy.silence().countsAs(), size);
    }

    /** With too few that can still succeed a wave halts as well, so no halt lies beyond that. */
    static WaveGate of(Fraction success, Halt halt, Silence.CountsAs silent, int size) {
        int needed = Math.toIntExact(success.ceilingOf(size));
        int spared = size - needed;
        int halting = Math.toIntExact(Math.min(halt.smallest(size), spared + 1L));
        boolean maySilenceHold = silent == Silence.CountsAs.NOTHING && needed > 0;
        return new WaveGate(
                size, needed, halting, maySilenceHold ? OptionalInt.of(limbo(spared, halting)) : OptionalInt.empty());
    }

    /** Failures that do not halt yet help to come to it. */
    private static int limbo(int spared, int halting) {
        return spared + 1 - (halting - 1);
    }
}
