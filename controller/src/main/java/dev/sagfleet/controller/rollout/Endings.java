package dev.sagfleet.controller.rollout;

/** How a rollout ends by itself. */
final class Endings {
    static void look(Turn turn) {
        if (!turn.state().isUnderWay()) {
            return;
        }
        boolean isDone = turn.state() == RolloutState.RUNNING
                && turn.frontier() == turn.waves().size()
                && areAllOver(turn)
                && turn.sweeps().stream().noneMatch(sweep -> sweep.kind() == Sweep.Kind.RETRY);
        if (isDone) {
            finish(turn, "all members have ended");
        } else if (turn.policy().end().isPresent()) {
            lookAtTime(turn, turn.policy().end().get());
        }
    }

    /** Asked for with each event once the last wave is open. */
    private static boolean areAllOver(Turn turn) {
        for (Wave wave : turn.waves()) {
            if (wave.counts().open() > 0) {
                return false;
            }
        }
        return true;
    }

    private static void lookAtTime(Turn turn, End end) {
        long endMillis = turn.startedMillis() + end.after().toMillis();
        if (turn.nowMillis() < endMillis) {
            turn.wakeAt(endMillis);
        } else if (end.then() == End.Then.CANCEL) {
            Control.cancel(turn, Transition.ENGINE, "its time is over");
        } else {
            finish(turn, "its time is over");
            Sweeps.only(turn, Sweep.Kind.STOP);
        }
    }

    private static void finish(Turn turn, String why) {
        turn.enter(RolloutState.FINISHED, Transition.ENGINE, why);
        turn.begin(new RolloutEffect.Release());
    }

    private Endings() {}
}
