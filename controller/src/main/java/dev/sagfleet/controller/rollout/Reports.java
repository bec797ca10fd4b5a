package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;

/**
 * What becomes of a member by what its device says of an attempt. Devices are counted, not messages: what says nothing new
 * changes nothing. Source: rollout rules R7, R8 and R15.
 */
final class Reports {
    static void reported(Turn turn, Member member, RolloutEvent.Reported said) {
        if (said.attempt() == 0 || said.attempt() > member.attempt()) {
            return;
        }
        boolean isSuccess = said.state() == UpdateState.COMMITTED && turn.isOn(member, said.running());
        if (isSuccess && isUndecided(member.state())) {
            // Of whatever attempt, also one whose order was taken back too late: the device will refuse to install
            // what it runs, so nobody says so again.
            succeeded(turn, member);
        } else if (said.attempt() == member.attempt()) {
            heard(turn, member, said, isSuccess);
        }
    }

    private static boolean isUndecided(MemberState state) {
        return switch (state) {
            case WAITING, ACTIVE, SILENT, CANCELLED -> true;
            case SUCCEEDED, FAILED, SUPERSEDED, ALREADY_THERE, LEFT -> false;
        };
    }

    private static void heard(Turn turn, Member member, RolloutEvent.Reported said, boolean isSuccess) {
        switch (member.state()) {
            case ACTIVE -> {
                if (member.phase() == Phase.AWAY) {
                    crossed(turn, member, said);
                } else if (said.state().isFinal()) {
                    ended(turn, member, said);
                } else {
                    Phases.goOn(turn, member, Phase.of(said.state()));
                }
            }
            case WAITING -> crossed(turn, member, said);
            case SUCCEEDED -> {
                boolean isTakenBack = said.state() == UpdateState.ROLLED_BACK
                        || (said.state() == UpdateState.COMMITTED && !isSuccess);
                if (isTakenBack && member.bond() != Bond.TAKEN) {
                    turn.end(member, MemberState.FAILED, said.code());
                }
            }
            case SILENT -> brokeSilence(turn, member, said);
            case FAILED, CANCELLED, SUPERSEDED, ALREADY_THERE, LEFT -> {}
        }
    }

    /** Its order was taken back, and it may not have heard of that in time. */
    private static void crossed(Turn turn, Member member, RolloutEvent.Reported said) {
        if (member.bond() != Bond.RECALLED) {
            return;
        }
        if (said.state() == UpdateState.CANCELED) {
            turn.move(member, member.bound(Bond.OWN));
        } else if (said.state().isFinal()) {
            ended(turn, member, said);
        } else if (Phase.of(said.state()).isBegun()) {
            Phases.goOn(turn, member, Phase.WRITING);
        }
    }

    private static void brokeSilence(Turn turn, Member member, RolloutEvent.Reported said) {
        if (said.state().isFinal()
                && said.state() != UpdateState.CANCELED
                && !said.excused()
                && Cause.of(said.code()) != Cause.NOTHING) {
            turn.end(member, MemberState.FAILED, said.code());
        }
    }

    static void succeeded(Turn turn, Member member) {
        boolean isLeaving = member.bond() == Bond.LEAVING;
        turn.end(member, isLeaving ? MemberState.LEFT : MemberState.SUCCEEDED, UpdateCode.NONE);
    }

    private static void ended(Turn turn, Member member, RolloutEvent.Reported said) {
        if (member.bond() == Bond.LEAVING) {
            turn.end(member, MemberState.LEFT, said.code());
        } else if (said.state() == UpdateState.CANCELED) {
            cancelled(turn, member, said.code());
        } else {
            failed(turn, member, said);
        }
    }

    private static void cancelled(Turn turn, Member member, UpdateCode code) {
        if (code == UpdateCode.SUPERSEDED) {
            turn.end(member, MemberState.SUPERSEDED, code);
        } else if (member.bond() == Bond.RECALLED && !turn.state().isOver()) {
            turn.move(member, member.bound(Bond.OWN).ready(0));
        } else {
            turn.end(member, MemberState.CANCELLED, code);
        }
    }

    /** Whether it is tried again depends on what it failed of, and on whether anybody still wants it. */
    private static void failed(Turn turn, Member member, RolloutEvent.Reported said) {
        Cause cause = said.excused() ? Cause.NOTHING : Cause.of(said.code());
        if (member.bond() == Bond.TAKEN || turn.state().isOver()) {
            MemberState given = member.bond() == Bond.TAKEN ? MemberState.SUPERSEDED : MemberState.CANCELLED;
            turn.end(member, cause == Cause.NOTHING ? given : MemberState.FAILED, said.code());
            return;
        }
        if (said.code() == UpdateCode.NO_SUCH_IMAGE
                && Barriers.hasNoImage(turn, member.clocked(PhaseClock.STANDING).bound(Bond.OWN))) {
            return;
        }
        if (said.code() == UpdateCode.OUTSIDE_WINDOW && turn.policy().window().isPresent()) {
            Barriers.ranOut(turn, member);
            return;
        }
        Retries retries = turn.policy().retries();
        if (member.tries().of(cause) >= cause.budget(retries)) {
            turn.end(member, MemberState.FAILED, said.code());
            return;
        }
        boolean fellBack = said.state() == UpdateState.ROLLED_BACK;
        long due = turn.nowMillis() + Backoff.millis(retries, turn.origin(), member);
        Tries tries = member.tries().plus(cause);
        turn.move(member, member.backingOff(said.code(), tries, fellBack, due));
    }

    private Reports() {}
}
