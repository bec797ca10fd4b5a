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
 * @param losses what became of devices beside what the rollout counts
 * @param hits of bad images; absent if there was to be none
 * @param peakBitsPerSecond the largest rate of all downloads together
 * @param fetchedBytes of all images that were installed
 * @param events on virtual time
 * @param lines of the journal
 * @param hash of the journal
 * @param afterwards what came about once the rollout was at its end; absent if that was not looked at
 * @param limbo that nothing more becomes of it, although it has not ended; absent if it may go on, or has
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
        Losses losses,
        Optional<Hits> hits,
        long peakBitsPerSecond,
        long fetchedBytes,
        long events,
        long lines,
        String hash,
        Optional<Afterwards> afterwards,
        Optional<Limbo> limbo) {
    private static final double NANOS_A_SECOND = 1e9;

    public Outcome {
        causes = List.copyOf(causes);
    }

    /** Absent where it never came so far. */
    public record Times(Optional<Duration> half, Optional<Duration> most, Optional<Duration> nearlyAll) {}

    /**
     * How a rollout halted.
     *
     * @param wave that objected, from 1: one that had been passed, if what it achieved was lost later
     * @param touched devices that had been ordered to install the image by then
     */
    public record Halted(int wave, Duration after, int touched) {}

    /**
     * What became of devices.
     *
     * @param fellBack that went back by themselves from the image to what they had run before, at least once
     * @param lost that went away to start an image, and have not been heard of again
     * @param withoutAccelerationMillis of all devices together: from when one went away to start an image until it was
     *     back with firmware that can accelerate, or to the end. Who could not accelerate before has nothing to lose
     */
    public record Losses(int fellBack, int lost, long withoutAccelerationMillis) {}

    /**
     * Devices that have begun to install an image that is bad on them.
     *
     * @param first when that was the first one, from the start on; absent if there was none
     * @param beforeHalt how many until it first halted, or all of them if it never did
     */
    public record Hits(int devices, Optional<Duration> first, int beforeHalt) {}

    /**
     * What came about after the end of a rollout, which is in the other figures as well.
     *
     * @param span for which it was looked at
     * @param fellBack devices that went back from the image by themselves, at least once, and had not done so before
     */
    public record Afterwards(Duration span, int fellBack) {}

    /** What a bad image comes to. */
    public enum Catch {
        /** No device was hit. */
        NOT_MET,
        /** A device was hit, and the rollout halted. */
        CAUGHT,
        /** A device was hit, and the rollout did not halt. */
        MISSED
    }

    /** What became of bad images; absent if there was to be none. */
    public Optional<Catch> caught() {
        return hits.map(found -> {
            if (found.devices() == 0) {
                return Catch.NOT_MET;
            }
            return halt.isPresent() ? Catch.CAUGHT : Catch.MISSED;
        });
    }

    /** The rate of all downloads together in the mean over all that it took. */
    public long meanBitsPerSecond() {
        return took.isZero() ? 0 : Math.round(fetchedBytes * (double) Byte.SIZE * NANOS_A_SECOND / took.toNanos());
    }

    /** Whether it ended by itself. */
    public boolean hasEnded() {
        return rollout.state().isOver() || rollout.state() == RolloutState.HALTED;
    }

    /** The wave that halted it, from 1. */
    public OptionalInt haltedWave() {
        return halt.map(halted -> OptionalInt.of(halted.wave())).orElseGet(OptionalInt::empty);
    }
}
