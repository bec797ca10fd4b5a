package dev.sagfleet.controller.rollout;

import java.time.Duration;

/** The clocks of members' phases. Source: rollout rule R8. */
final class Phases {
    /** How long a device may rest beside the time to its first word: as long as a user can postpone. */
    static final Duration REST_MAX = Duration.ofDays(7);

    /** Brings a member that has an order into the phase that its device has told of. */
    static void goOn(Turn turn, Member member, Phase next) {
        Phase now = member.phase();
        if (next == now || next == Phase.OFFERED) {
            return;
        }
        long spent = 0;
        if (next == Phase.RESTING && now == Phase.FETCHING) {
            spent = spentMillis(turn, member);
        } else if (next == Phase.FETCHING && now == Phase.RESTING) {
            spent = member.clock().spentMillis();
        } else if (turn.ports().semantics().traits().isOneClock() && now.isOrdered() && now != Phase.OFFERED) {
            spent = spentMillis(turn, member);
        }
        turn.move(member, member.in(MemberState.ACTIVE, next, running(turn, next, spent)));
    }

    /** A clock that runs from now. One that rests has run before, and runs on when it goes on. */
    static PhaseClock running(Turn turn, Phase phase, long spentMillis) {
        long ran = phase == Phase.RESTING ? 0 : spentMillis;
        long due = turn.nowMillis() + Math.max(0, limitMillis(turn.policy(), phase) - ran);
        return new PhaseClock(turn.nowMillis(), spentMillis, due);
    }

    /** A clock of one that is called and not there. It is looked at when the window closes as well. */
    static PhaseClock calling(Turn turn, int zone, long spentMillis) {
        long silent = turn.nowMillis() + Math.max(0, limitMillis(turn.policy(), Phase.AWAY) - spentMillis);
        long closes = turn.openings().get(zone).closesMillis();
        long due = closes > turn.nowMillis() ? Math.min(silent, closes) : silent;
        return new PhaseClock(turn.calmMillis(), spentMillis, due);
    }

    /** What the clock of a phase has run until now. */
    static long spentMillis(Turn turn, Member member) {
        PhaseClock clock = member.clock();
        return switch (member.phase()) {
            case AWAY -> clock.spentMillis() + Math.max(0, turn.calmMillis() - clock.sinceMillis());
            case OFFERED, FETCHING, WRITING -> clock.spentMillis() + turn.nowMillis() - clock.sinceMillis();
            case RESTING -> turn.nowMillis() - clock.sinceMillis();
            case READY, HELD, BACKING_OFF, MISSED, BARRED, OVER -> clock.spentMillis();
        };
    }

    static long limitMillis(RolloutPolicy policy, Phase phase) {
        Silence silence = policy.silence();
        Duration limit =
                switch (phase) {
                    case AWAY, OFFERED -> silence.offered();
                    case FETCHING -> silence.download();
                    case WRITING -> silence.trial();
                    case RESTING -> silence.offered().plus(REST_MAX);
                    case READY, HELD, BACKING_OFF, MISSED, BARRED, OVER -> Spans.MAX;
                };
        return limit.toMillis();
    }

    private Phases() {}
}
