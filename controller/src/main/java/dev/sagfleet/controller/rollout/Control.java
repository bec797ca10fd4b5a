package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import java.util.Optional;

/** What people want of a rollout. Doing it twice changes nothing. Source: rollout rules R4 and R12 to R14. */
final class Control {
    static void approve(Turn turn, RolloutRequest.Approve event) {
        Optional<Digest> members = Optional.of(event.members());
        if (turn.state() == RolloutState.SCHEDULED
                && turn.membership().approved().equals(members)) {
            return;
        }
        if (turn.state() != RolloutState.WAITING_FOR_APPROVAL) {
            refuseIn(turn, "WAITING_FOR_APPROVAL");
        } else if (!turn.membership().dealt().equals(members)) {
            turn.refuse(Refusal.MEMBERS, "found other members than those that were agreed to");
        } else {
            turn.membership(turn.membership().approvedAs(members));
            turn.enter(RolloutState.SCHEDULED, event.who(), "approved");
        }
    }

    static void approveWave(Turn turn, int wave) {
        boolean isAsked = turn.state().isUnderWay()
                && wave == turn.frontier()
                && wave < turn.waves().size()
                && (turn.wave(wave).hold() == Hold.APPROVAL || turn.wave(wave).hold() == Hold.EMPTY);
        if (isAsked) {
            turn.wave(wave, Wave::approved);
        } else if (wave < 0 || wave >= turn.waves().size() || !turn.wave(wave).isApproved()) {
            turn.refuse(Refusal.WAVE, "wave " + (wave + 1) + ": found none that waits for approval");
        }
    }

    static void start(Turn turn, RolloutRequest.Start event) {
        if (turn.state() != RolloutState.SCHEDULED) {
            refuseIn(turn, "SCHEDULED");
        } else if (!turn.membership().approved().equals(Optional.of(event.members()))) {
            turn.refuse(Refusal.MEMBERS, "found other members than those that were agreed to");
            turn.enter(RolloutState.DRAFT, Transition.ENGINE, "its members have changed since they were agreed to");
            Filling.again(turn);
        } else {
            turn.enter(RolloutState.RUNNING, event.who(), "started");
            turn.starts();
            Sweeps.add(turn, Sweep.of(Sweep.Kind.CLAIM));
        }
    }

    static void pause(Turn turn, RolloutRequest.Pause event) {
        if (!turn.state().isUnderWay()) {
            refuseIn(turn, "RUNNING");
            return;
        }
        if (turn.state() == RolloutState.RUNNING) {
            turn.enter(RolloutState.PAUSED, event.who(), event.why());
        }
        if (event.hard() && turn.sweeps().stream().noneMatch(sweep -> sweep.kind() == Sweep.Kind.RECALL)) {
            Sweeps.first(turn, Sweep.of(Sweep.Kind.RECALL));
        }
    }

    static void cancel(Turn turn, String who, String why) {
        if (turn.state() == RolloutState.CANCELLED) {
            return;
        }
        if (turn.state() == RolloutState.FINISHED) {
            refuseIn(turn, "one that has not finished");
            return;
        }
        turn.enter(RolloutState.CANCELLED, who, why);
        turn.begin(new RolloutEffect.Release());
        Sweeps.only(turn, Sweep.Kind.CANCEL);
    }

    static void retry(Turn turn, String who) {
        if (!turn.state().isUnderWay() && turn.state() != RolloutState.FINISHED) {
            refuseIn(turn, "one that was started and not cancelled");
            return;
        }
        boolean isUnderWay = turn.sweeps().stream().anyMatch(sweep -> sweep.kind() == Sweep.Kind.RETRY);
        boolean hasFailed =
                turn.waves().stream().map(Wave::counts).anyMatch(counts -> counts.failed() + counts.silent() > 0);
        if (Barriers.areAny(turn) && turn.sweeps().stream().noneMatch(sweep -> sweep.kind() == Sweep.Kind.REARM)) {
            Sweeps.add(turn, Sweep.of(Sweep.Kind.REARM));
        }
        if (isUnderWay || !hasFailed) {
            return;
        }
        if (turn.state() == RolloutState.FINISHED) {
            turn.enter(RolloutState.FINISHED, who, "the failed ones are to be tried again");
        }
        Sweeps.add(turn, new Sweep(Sweep.Kind.RETRY, 0, Filling.tail(turn)));
    }

    /** All that have failed are in their wave: one that had finished goes on, and has its time again. */
    static void retried(Turn turn) {
        if (turn.state() == RolloutState.FINISHED) {
            turn.enter(RolloutState.RUNNING, Transition.ENGINE, "the failed ones are tried again");
            turn.starts();
            turn.touched().set(0, turn.waves().size());
        }
    }

    static void revert(Turn turn, Rollback.Scope scope) {
        boolean canBe = turn.startedMillis() > 0 && turn.state() != RolloutState.RUNNING;
        if (!canBe) {
            refuseIn(turn, "one that was started and does not run");
            return;
        }
        int wave = Math.min(turn.frontier(), turn.waves().size() - 1);
        turn.begin(new RolloutEffect.RollBack(scope, wave));
    }

    static void refuseIn(Turn turn, String required) {
        turn.refuse(Refusal.STATE, "found " + turn.state() + ", required " + required);
    }

    private Control() {}
}
