package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEffect.CheckLocally;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.Optional;

/**
 * The trial of a new image, and the way back to the old one. In {@link UpdateState#TRIAL} either the new image runs, whose
 * slot is on trial, or the old one again, which then looks whether it works itself. Source: firmware rules F12 to F16.
 */
final class Trial {
    /** The first start of the new image, a later one, or the first of the old image after the new one was given up. */
    static void started(Turn turn) {
        UpgradeJob job = turn.job();
        UpgradeJob started = turn.slots().running().isTrying() ? job.in(UpdateState.TRIAL) : returned(job);
        if (!started.equals(job)) {
            turn.keep(started);
        }
        turn.begin(new CheckLocally());
    }

    /** The boot loader has given the new image up, unless it was given up before. */
    private static UpgradeJob returned(UpgradeJob job) {
        UpdateCode spent = job.state() == UpdateState.TRIAL ? UpdateCode.CRASH_LOOP : UpdateCode.BOOT;
        return job.in(UpdateState.TRIAL).because(job.code() == UpdateCode.NONE ? spent : job.code());
    }

    /** Decides what can be decided by now. */
    static void judge(Turn turn) {
        if (!turn.isIn(UpdateState.TRIAL)) {
            return;
        }
        boolean isOver = turn.nowNanos() >= Deadlines.trialEndsAtNanos(turn.boot(), turn.job());
        Optional<UpdateCode> found = turn.boot().localChecks();
        if (found.isEmpty() && !isOver) {
            return;
        }
        UpdateCode local = found.orElse(UpdateCode.LOCAL_CHECK);
        if (turn.slots().running().isTrying()) {
            judgeNew(turn, local, isOver);
        } else {
            rolledBack(turn, local == UpdateCode.NONE ? turn.job().code() : UpdateCode.BOTH_UNHEALTHY);
        }
    }

    private static void judgeNew(Turn turn, UpdateCode local, boolean isOver) {
        if (local != UpdateCode.NONE) {
            fallBack(turn, local);
        } else if (turn.uplink().welcomed()) {
            commit(turn, UpdateCode.NONE);
        } else if (isOver && turn.job().lineWasDown()) {
            commit(turn, UpdateCode.UPLINK_NOT_VERIFIED);
        } else if (isOver) {
            fallBack(turn, UpdateCode.CONTROLLER_UNREACHABLE);
        }
    }

    /** The floor rises now and not before, so that there was always something to fall back to. Source: firmware rule F11. */
    private static void commit(Turn turn, UpdateCode code) {
        Image image = turn.state().image();
        Slots slots = turn.slots().withRunning(SlotState.good(image));
        turn.keep(turn.state()
                .with(turn.setup().isApp() ? slots.withOther(SlotState.EMPTY) : slots)
                .withFloorOf(image)
                .with(turn.job().ended(UpdateState.COMMITTED, code)));
    }

    private static void fallBack(Turn turn, UpdateCode why) {
        Slots slots = turn.slots()
                .withRunning(SlotState.bad(turn.state().image()))
                .withPrimary(turn.slots().runs().other());
        turn.keep(turn.state().with(slots).with(turn.job().because(why)));
        turn.restart();
    }

    /**
     * The old image stays, whatever its local checks say: a fault that both have is none of the new image, and another
     * switch would mend nothing.
     */
    private static void rolledBack(Turn turn, UpdateCode why) {
        FirmwareState state =
                turn.state().with(turn.job().in(UpdateState.ROLLED_BACK).ended(UpdateState.ROLLED_BACK, why));
        // Whether nobody was there to be reached, the controller will say.
        boolean known = why != UpdateCode.CONTROLLER_UNREACHABLE;
        turn.keep(known ? state.refusing(turn.job().wanted().digest()) : state);
    }

    private Trial() {}
}
