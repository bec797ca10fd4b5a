package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.Optional;

/**
 * What keeps members from going on until a person changes something. It counts as no failure; but they are offered nothing
 * more, since that would end in the same way. Source: rollout rules R15 and R16.
 */
final class Barriers {
    /** Whether the image of a member was withdrawn: it is barred then. */
    static boolean hasNoImage(Turn turn, Member member) {
        boolean isThere =
                turn.ports().fleet().canBeHad(turn.images().get(member.seat().image()));
        if (!isThere) {
            bar(turn, member, UpdateCode.NO_SUCH_IMAGE);
        }
        return !isThere;
    }

    /** There is no window any more in which a member could begin. */
    static void hasNoWindow(Turn turn, Member member) {
        bar(turn, member, UpdateCode.OUTSIDE_WINDOW);
    }

    /** What is left of this window is too short for a member: it waits for the next one, if there is one. */
    static void miss(Turn turn, Member member, long nextMillis) {
        if (nextMillis == PhaseClock.NEVER) {
            hasNoWindow(turn, member);
        } else {
            turn.move(
                    member,
                    member.in(MemberState.WAITING, Phase.MISSED, member.clock().until(nextMillis)));
        }
    }

    /**
     * The window of a member has closed before it was done. If it had nearly all of that window, none is long enough for
     * it; otherwise it begins early in the next one.
     */
    static void ranOut(Turn turn, Member member) {
        long next = beganEarly(turn, member)
                ? PhaseClock.NEVER
                : nextMillis(turn, member.seat().zone());
        Phase phase = next == PhaseClock.NEVER ? Phase.BARRED : Phase.MISSED;
        PhaseClock clock = PhaseClock.STANDING.until(next);
        turn.move(member, member.bound(Bond.OWN).stopped(phase, UpdateCode.OUTSIDE_WINDOW, clock));
    }

    /** When the next window opens, after one that is open. */
    private static long nextMillis(Turn turn, int zone) {
        Opening opening = turn.openings().get(zone);
        if (opening.closesMillis() <= turn.nowMillis()) {
            opening = Opening.of(turn.policy().window(), opening.zone(), turn.nowMillis());
            turn.opening(zone, opening);
        }
        return opening.isOpen(turn.nowMillis()) ? opening.nextMillis() : opening.opensMillis();
    }

    /** Whether a member that has an order began it early in a window; not if that is not known. */
    private static boolean beganEarly(Turn turn, Member member) {
        PhaseClock clock = member.clock();
        Optional<Long> began =
                switch (member.phase()) {
                    case OFFERED -> Optional.of(clock.sinceMillis());
                    // What it rested before that is left out, so it seems to have begun later at most.
                    case FETCHING, RESTING -> Optional.of(clock.sinceMillis() - clock.spentMillis());
                    case READY, HELD, BACKING_OFF, MISSED, BARRED, AWAY, WRITING, OVER -> Optional.empty();
                };
        return began.filter(millis -> Opening.of(
                                turn.policy().window(),
                                turn.openings().get(member.seat().zone()).zone(),
                                millis)
                        .isEarly(millis))
                .isPresent();
    }

    private static void bar(Turn turn, Member member, UpdateCode why) {
        PhaseClock clock = PhaseClock.stopped(member.clock().spentMillis());
        turn.move(member, member.stopped(Phase.BARRED, why, clock));
    }

    /** A person has changed something, or wants it tried again: a member that was barred is in the queue as if it were new. */
    static void lift(Turn turn, Member member) {
        PhaseClock clock = PhaseClock.stopped(member.clock().spentMillis());
        turn.move(member, member.stopped(Phase.READY, UpdateCode.NONE, clock));
    }

    /** Whether any member is barred. */
    static boolean areAny(Turn turn) {
        return turn.waves().stream().anyMatch(wave -> wave.barred().all() > 0);
    }

    private Barriers() {}
}
