package dev.sagfleet.controller.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How another policy comes into force. Source: rollout rule R13. */
final class Changes {
    /** Who has read an older policy is told, so that nobody undoes what another wrote. */
    static void edit(Turn turn, RolloutRequest.Edit event) {
        if (event.revision() != turn.revision()) {
            turn.refuse(Refusal.STALE, "policy: found revision " + turn.revision() + ", required " + event.revision());
        } else if (turn.state().isOver()) {
            Control.refuseIn(turn, "one that has not ended");
        } else if (turn.state().isUnderWay()) {
            editUnderWay(turn, event.policy());
        } else {
            editBefore(turn, event);
        }
    }

    private static void editUnderWay(Turn turn, RolloutPolicy policy) {
        if (deals(policy, turn.policy())) {
            turn.pending(policy);
        } else {
            turn.refuse(
                    Refusal.FIXED, "found another name, image, targets, order or waves, required those of the start");
        }
    }

    private static void editBefore(Turn turn, RolloutRequest.Edit event) {
        boolean isSame = deals(event.policy(), turn.policy());
        turn.policy(event.policy(), turn.revision() + 1);
        if (!isSame) {
            boolean isDealt = turn.membership().dealt().isPresent();
            turn.enter(RolloutState.DRAFT, event.who(), "changed");
            if (isDealt) {
                Filling.again(turn);
            }
            return;
        }
        turn.membership(turn.membership().approvedAs(Optional.empty()));
        reopenWindows(turn);
        if (turn.state() == RolloutState.SCHEDULED) {
            turn.enter(RolloutState.WAITING_FOR_APPROVAL, event.who(), "changed");
        }
    }

    /** Whether two policies deal the same members into the same waves. */
    private static boolean deals(RolloutPolicy one, RolloutPolicy other) {
        return one.name().equals(other.name())
                && one.image().equals(other.image())
                && one.targets().equals(other.targets())
                && one.order() == other.order()
                && sizes(one).equals(sizes(other));
    }

    private static List<WaveSize> sizes(RolloutPolicy policy) {
        return policy.waves().stream().map(WavePlan::size).toList();
    }

    static void resume(Turn turn, RolloutRequest.Resume event) {
        if (turn.state() == RolloutState.RUNNING) {
            return;
        }
        if (!turn.state().isHeld()) {
            Control.refuseIn(turn, "PAUSED or HALTED");
            return;
        }
        RolloutPolicy policy = turn.pending().orElse(turn.policy());
        for (int number = 0; number < turn.waves().size(); number++) {
            Wave wave = turn.wave(number);
            Wave judged = event.accept() ? wave.accepting(policy.silence().countsAs()) : wave;
            List<Wave> waves = new ArrayList<>(turn.waves());
            waves.set(number, judged);
            Optional<String> objection = wave.stage() == Wave.Stage.PLANNED
                    ? Optional.empty()
                    : turn.ports().semantics().objection(policy, waves, number);
            if (objection.isPresent()) {
                turn.refuse(Refusal.STILL_HALTED, objection.get());
                return;
            }
        }
        if (event.accept()) {
            for (int number = 0; number < turn.waves().size(); number++) {
                turn.wave(number, wave -> wave.accepting(policy.silence().countsAs()));
            }
        }
        turn.enter(RolloutState.RUNNING, event.who(), event.why());
        boolean isChanged = turn.pending().isPresent();
        if (isChanged) {
            turn.policy(policy, turn.revision());
            reopenWindows(turn);
        }
        if (isChanged || Barriers.areAny(turn)) {
            Sweeps.add(turn, Sweep.of(Sweep.Kind.REARM));
        }
        turn.touched().set(0, turn.waves().size());
    }

    private static void reopenWindows(Turn turn) {
        turn.openings(turn.openings().stream()
                .map(opening -> Opening.of(turn.policy().window(), opening.zone(), turn.nowMillis()))
                .toList());
    }

    private Changes() {}
}
