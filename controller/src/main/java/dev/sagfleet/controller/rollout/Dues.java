package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;

/** What becomes of members by time alone. Source: rollout rule R8. */
final class Dues {
    static void look(Turn turn) {
        for (Member member : turn.members().dueBy(turn.nowMillis(), Engine.SLICE)) {
            due(turn, member);
        }
    }

    private static void due(Turn turn, Member member) {
        switch (member.phase()) {
            case BACKING_OFF, MISSED ->
                turn.move(member, member.ready(member.clock().spentMillis()));
            case AWAY, OFFERED, FETCHING, WRITING, RESTING -> lookAtClock(turn, member);
            case READY, HELD, BARRED, OVER -> turn.move(member, member.clocked(PhaseClock.STANDING));
        }
    }

    private static void lookAtClock(Turn turn, Member member) {
        long spent = Phases.spentMillis(turn, member);
        if (spent >= Phases.limitMillis(turn.policy(), member.phase())) {
            silence(turn, member);
        } else if (member.phase() == Phase.AWAY) {
            boolean isHeld = turn.state().isHeld() || turn.state().isOver();
            Opening opening = turn.openings().get(member.seat().zone());
            boolean isOpen = opening.isOpen(turn.nowMillis());
            // Back in the queue its clock stands: it waits for a window, or for a person.
            turn.move(
                    member,
                    isOpen && !isHeld
                            ? member.clocked(Phases.calling(turn, member.seat().zone(), spent))
                            : member.ready(spent));
        } else {
            long ran = member.phase() == Phase.RESTING ? member.clock().spentMillis() : spent;
            turn.move(member, member.clocked(rearmed(turn, member, ran)));
        }
    }

    /** The limit is another one by now. */
    private static PhaseClock rearmed(Turn turn, Member member, long ran) {
        return member.phase() == Phase.RESTING
                ? new PhaseClock(
                        member.clock().sinceMillis(),
                        ran,
                        member.clock().sinceMillis() + Phases.limitMillis(turn.policy(), Phase.RESTING))
                : Phases.running(turn, member.phase(), ran);
    }

    /** Its place is free. What has not begun writing is taken back, so that it does not begin when nobody counts on it. */
    static void silence(Turn turn, Member member) {
        if (member.phase().isOrdered() && !member.phase().isBegun()) {
            turn.begin(new RolloutEffect.Recall(member.serial(), member.attempt()));
        }
        MemberState end = member.bond() == Bond.LEAVING ? MemberState.LEFT : MemberState.SILENT;
        turn.end(member, end, UpdateCode.TIMED_OUT);
    }

    private Dues() {}
}
