package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareEffect.AskUser;
import dev.sagfleet.agent.firmware.FirmwareEffect.Install;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;

/** From the last byte to the restart: the whole image is checked, its time is waited for, and its slot written. */
final class Activation {
    /** How many downloads may turn out to be something else. */
    static final int TRIES_MAX = 3;

    static void verified(Turn turn, Digest found) {
        if (!turn.isIn(UpdateState.VERIFYING)) {
            return;
        }
        UpgradeJob job = turn.job();
        if (found.equals(job.wanted().digest())) {
            turn.keep(job.in(UpdateState.STAGED));
            turn.become(turn.boot().withUserAsked(false));
            goOn(turn);
            return;
        }
        turn.become(job.having(job.tries().afterWrongDigest()));
        if (turn.job().tries().verification() >= TRIES_MAX) {
            turn.end(UpdateState.FAILED, UpdateCode.CORRUPT);
        } else {
            Downloading.beginAgain(turn);
        }
    }

    /** Installs a staged image if its time has come and its user, if it has one, agrees. */
    static void goOn(Turn turn) {
        boolean isStaged = turn.isIn(UpdateState.STAGED) || turn.isIn(UpdateState.WAIT_ACTIVATE);
        if (!isStaged || endsOrWaits(turn)) {
            return;
        }
        if (!turn.setup().isApp()) {
            install(turn);
        } else if (!turn.boot().userAsked()) {
            turn.become(turn.boot().withUserAsked(true));
            turn.begin(new AskUser());
        }
    }

    static void agreed(Turn turn) {
        if (turn.isIn(UpdateState.WAIT_ACTIVATE) && turn.boot().userAsked() && !endsOrWaits(turn)) {
            install(turn);
        }
    }

    /** That a user puts it off is no failure, and counts nothing. Source: firmware rule F23. */
    static void postponed(Turn turn, long untilMillis) {
        if (turn.isIn(UpdateState.WAIT_ACTIVATE)) {
            long latest = turn.nowMillis() + Deadlines.POSTPONE_MILLIS_MAX;
            turn.become(turn.boot().withUserAsked(false));
            turn.keep(turn.job().waitingUntil(Math.min(untilMillis, latest)));
        }
    }

    /** Whether its window is over, which ends it; or something has to be waited for. */
    private static boolean endsOrWaits(Turn turn) {
        UpgradeWindow window = turn.job().order().window();
        if (Deadlines.isPast(window, turn.nowMillis())) {
            turn.end(UpdateState.FAILED, UpdateCode.OUTSIDE_WINDOW);
            return true;
        }
        if (turn.setup().isApp() || waits(turn)) {
            long nextTryAtMillis = turn.job().nextTryAtMillis();
            turn.become(turn.job().in(UpdateState.WAIT_ACTIVATE).waitingUntil(nextTryAtMillis));
        }
        return waits(turn);
    }

    /** For its window, for its user, or until it is known whether the controller can be reached by the old image. */
    private static boolean waits(Turn turn) {
        return Deadlines.isBefore(turn.job().order().window(), turn.nowMillis())
                || Deadlines.isPausing(turn.job(), turn.nowMillis())
                || turn.nowNanos() < Deadlines.lineKnownAtNanos(turn.boot(), turn.job());
    }

    /** The slot is bad before its first byte is written: half an image must never be started. */
    private static void install(Turn turn) {
        UpgradeJob job = turn.job()
                .in(UpdateState.INSTALLING)
                .withLineDown(!turn.uplink().isInSession());
        Slots slots = turn.slots()
                .withOther(SlotState.bad(Image.of(job.wanted())))
                .withPrimary(turn.slots().runs());
        turn.keep(turn.state().with(slots).with(job));
        write(turn);
    }

    /** Writes the slot, from its first byte; also after a power cut has left it half written. */
    static void write(Turn turn) {
        UpgradeJob job = turn.job();
        turn.begin(new Install(
                turn.slots().runs().other(),
                Image.of(job.wanted()),
                job.wanted().sizeBytes()));
    }

    /** One write tells the boot loader all: which slot comes first, and how often it may be tried. */
    static void installed(Turn turn) {
        if (!turn.isIn(UpdateState.INSTALLING)) {
            return;
        }
        UpgradeJob job = turn.job();
        Slot target = turn.slots().runs().other();
        boolean lineWasDown = job.lineWasDown() && !turn.uplink().isInSession();
        turn.keep(turn.state()
                .with(turn.slots()
                        .with(target, SlotState.trying(Image.of(job.wanted())))
                        .withPrimary(target))
                .with(job.in(UpdateState.ARMED).withLineDown(lineWasDown)));
        turn.become(turn.job().in(UpdateState.REBOOTING));
        turn.restart();
    }

    static void installFailed(Turn turn) {
        if (turn.isIn(UpdateState.INSTALLING)) {
            turn.end(UpdateState.FAILED, UpdateCode.FLASH);
        }
    }

    private Activation() {}
}
