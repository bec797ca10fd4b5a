package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Claims;
import java.util.Optional;

/** Which rollout has which device, within one change. A rollout that is over has none, also before it has let go of all. */
record StoredClaims(Transaction transaction) implements Claims {
    @Override
    public Answer claim(SerialNumber serial, Claim mine) {
        Optional<Claim> known = transaction.rollouts().claim(serial);
        if (known.equals(Optional.of(mine))) {
            return Answer.GRANTED;
        }
        Optional<Claim> other =
                known.filter(claim -> !claim.rollout().equals(mine.rollout())).filter(this::isUnderWay);
        if (other.isPresent() && !comesBefore(mine, other.get())) {
            return Answer.REFUSED;
        }
        transaction.rollouts().claim(serial, mine);
        return new Answer(true, other.map(Claim::rollout));
    }

    private boolean isUnderWay(Claim claim) {
        return transaction
                .rollouts()
                .find(claim.rollout())
                .filter(rollout -> !rollout.state().isOver())
                .isPresent();
    }

    /** What brings devices back comes before what brought them there, which would begin anew otherwise. */
    private static boolean comesBefore(Claim mine, Claim other) {
        if (Reversals.takesBack(mine.rollout(), other.rollout())) {
            return true;
        }
        return !Reversals.takesBack(other.rollout(), mine.rollout()) && mine.outranks(other);
    }
}
