package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;

/**
 * What crashes and restarts do to an image. One that was committed is given up after so many crashes in a row, if there is
 * another that may be started; it then is as any other that the device fell back from. Source: firmware rules F13 and F18.
 */
final class Crashes {
    static void crashed(Turn turn) {
        SlotState running = turn.slots().running();
        if (running.isTrying()) {
            // The boot loader has counted this start, and gives it up when there is none left.
            if (turn.isIn(UpdateState.TRIAL)) {
                turn.keep(turn.job().because(UpdateCode.CRASH_LOOP));
            }
        } else if (running.triesLeft() > 1) {
            turn.keep(turn.state().with(turn.slots().withRunning(running.withTriesLeft(running.triesLeft() - 1))));
        } else {
            turn.keep(turn.state().with(afterLastTry(turn.state())));
        }
        turn.restart();
    }

    private static Slots afterLastTry(FirmwareState state) {
        Slots slots = state.slots();
        if (slots.other().isGood() && slots.other().isStartable(state.securityFloor())) {
            return slots.withRunning(SlotState.bad(state.image()))
                    .withPrimary(slots.runs().other());
        }
        return slots.withRunning(slots.running().withTriesLeft(SlotState.TRIES));
    }

    /** An image that has run well for a while has all its tries again. */
    static void forget(Turn turn) {
        if (turn.nowNanos() >= Deadlines.forgetsCrashesAtNanos(turn.boot())) {
            SlotState running = turn.slots().running();
            turn.keep(turn.state().with(turn.slots().withRunning(running.withTriesLeft(SlotState.TRIES))));
        }
    }

    /** After a start: whether what the last job committed has been given up since, which is then said. */
    static void lookBack(Turn turn) {
        UpgradeJob job = turn.job();
        boolean committed = job.code() == UpdateCode.NONE || job.code() == UpdateCode.UPLINK_NOT_VERIFIED;
        if (job.state() == UpdateState.COMMITTED
                && committed
                && !job.wanted().digest().equals(turn.state().image().digest())) {
            turn.keep(turn.state()
                    .refusing(job.wanted().digest())
                    .with(job.because(UpdateCode.CRASHED_LATER).withAcknowledged(false)));
        }
    }

    private Crashes() {}
}
