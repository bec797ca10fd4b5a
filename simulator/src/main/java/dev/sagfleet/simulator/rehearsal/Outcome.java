package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a rollout.
 *
 * @param rollout as it stands at the end
 * @param causes of what failed in it
 * @param end when that is
 * @param members that it had, those that were there already and those that left apart
 * @param took from its start until it ended, halted or was no longer looked at
 * @param touched devices that were ordered to install the image
 * @param times when so much of the members had been upgraded, from the start on
 * @param halt what there was when it halted first; absent if it never did
 * @param peakBitsPerSecond the largest rate of all downloads together
 * @param fetchedBytes of all images that were installed
 * @param events on virtual time
 * @param lines of the journal
 * @param hash of the journal
 */
public record Outcome(
        Rollout rollout,
        List<CauseCount> causes,
        Instant end,
        int members,
        Duration took,
        int touched,
        Times times,
        Optional<Halted> halt,
        long peakBitsPerSecond,
        long fetchedBytes,
        long events,
        long lines,
        String hash) {
    public Outcome {
        causes = List.copyOf(causes);
    }

    /** Absent where it never came so far. */
    public record Times(Optional<Duration> half, Optional<Duration> most, Optional<Duration> nearlyAll) {}

    /**
     * How a rollout halted.
     *
     * @param wave at which it stood, from 1
     * @param touched devices that had been ordered to install the image by then
     */
    public record Halted(int wave, Duration after, int touched) {}

    /** Whether it ended by itself. */
    public boolean hasEnded() {
        return rollout.state().isOver() || rollout.state() == RolloutState.HALTED;
    }

    /** The wave at which it halted, from 1. */
    public OptionalInt haltedWave() {
        return halt.map(halted -> OptionalInt.of(halted.wave())).orElseGet(OptionalInt::empty);
    }
}
