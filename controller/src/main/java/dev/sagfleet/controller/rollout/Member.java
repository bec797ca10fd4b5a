package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;

/**
 * One device in one rollout: a row.
 *
 * @param wave in which it counts; {@link #NO_WAVE} if it was there before the rollout was
 * @param before which of the rollout's images it ran when it was first offered the new one; {@link #UNKNOWN} if not known
 * @param offeredBefore bytes of traffic in an hour, before it was ordered to install the image; {@link #UNKNOWN} if that is not
 *     known, or nobody wants to know
 * @param code why its latest attempt ended as it did
 * @param attempt how often it was ordered, with this one
 * @param lifted whether the next order is also for an image from which the device fell back before
 */
public record Member(
        Seat seat,
        int wave,
        int before,
        long offeredBefore,
        MemberState state,
        Phase phase,
        Bond bond,
        UpdateCode code,
        int attempt,
        Tries tries,
        boolean lifted,
        PhaseClock clock) {
    public static final int NO_WAVE = -1;
    public static final int UNKNOWN = -1;

    public Member {
        requireNonNull(seat, "seat");
        requireNonNull(state, "state");
        requireNonNull(phase, "phase");
        requireNonNull(bond, "bond");
        requireNonNull(code, "code");
        requireNonNull(tries, "tries");
        requireNonNull(clock, "clock");
    }

    /** One whose turn will come. */
    static Member waiting(Seat seat, int wave) {
        return new Member(
                seat,
                wave,
                UNKNOWN,
                UNKNOWN,
                MemberState.WAITING,
                Phase.READY,
                Bond.OWN,
                UpdateCode.NONE,
                0,
                Tries.NONE,
                false,
                PhaseClock.STANDING);
    }

    /** One that runs the image without having been offered it. */
    static Member alreadyThere(Seat seat) {
        return waiting(seat, NO_WAVE).ended(MemberState.ALREADY_THERE, UpdateCode.NONE);
    }

    public SerialNumber serial() {
        return seat.serial();
    }

    /** Whether its place in the queue of its wave is now. */
    public boolean isReady() {
        return state == MemberState.WAITING && phase == Phase.READY;
    }

    Member in(MemberState other, Phase otherPhase, PhaseClock otherClock) {
        return new Member(
                seat, wave, before, offeredBefore, other, otherPhase, bond, code, attempt, tries, lifted, otherClock);
    }

    /** In the queue, with what its clock has run. */
    Member ready(long spentMillis) {
        return in(MemberState.WAITING, Phase.READY, PhaseClock.stopped(spentMillis));
    }

    /** As nothing becomes of it any more. */
    Member ended(MemberState end, UpdateCode why) {
        return new Member(
                seat,
                wave,
                before,
                offeredBefore,
                end,
                Phase.OVER,
                bond,
                why,
                attempt,
                tries,
                lifted,
                PhaseClock.STANDING);
    }

    Member bound(Bond other) {
        return new Member(seat, wave, before, offeredBefore, state, phase, other, code, attempt, tries, lifted, clock);
    }

    Member clocked(PhaseClock other) {
        return new Member(seat, wave, before, offeredBefore, state, phase, bond, code, attempt, tries, lifted, other);
    }

    /** As it is ordered once more; what is known of it from before an earlier order stays. */
    Member ordered(int running, long offered, PhaseClock otherClock) {
        return new Member(
                seat,
                wave,
                before == UNKNOWN ? running : before,
                offeredBefore == UNKNOWN ? offered : offeredBefore,
                MemberState.ACTIVE,
                Phase.OFFERED,
                Bond.OWN,
                code,
                attempt + 1,
                tries,
                lifted,
                otherClock);
    }

    /** As it waits for another attempt. */
    Member backingOff(UpdateCode why, Tries used, boolean lift, long dueMillis) {
        return new Member(
                seat,
                wave,
                before,
                offeredBefore,
                MemberState.WAITING,
                Phase.BACKING_OFF,
                Bond.OWN,
                why,
                attempt,
                used,
                lifted || lift,
                PhaseClock.STANDING.until(dueMillis));
    }

    /** As it waits, and not for another attempt alone. */
    Member stopped(Phase other, UpdateCode why, PhaseClock otherClock) {
        return new Member(
                seat,
                wave,
                before,
                offeredBefore,
                MemberState.WAITING,
                other,
                bond,
                why,
                attempt,
                tries,
                lifted,
                otherClock);
    }

    /** As it begins anew in another wave, with nothing held against it or the image. */
    Member again(int otherWave) {
        return new Member(
                seat,
                otherWave,
                before,
                offeredBefore,
                MemberState.WAITING,
                Phase.READY,
                Bond.OWN,
                UpdateCode.NONE,
                attempt,
                Tries.NONE,
                true,
                PhaseClock.STANDING);
    }
}
