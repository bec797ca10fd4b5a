package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FetchFailure.Busy;
import dev.sagfleet.agent.firmware.FetchFailure.Denied;
import dev.sagfleet.agent.firmware.FetchFailure.LinkExpired;
import dev.sagfleet.agent.firmware.FetchFailure.OtherContent;
import dev.sagfleet.agent.firmware.FirmwareBoot.Fetching;
import dev.sagfleet.agent.firmware.FirmwareEffect.Fetch;
import dev.sagfleet.agent.firmware.FirmwareEffect.Verify;
import dev.sagfleet.agent.firmware.FirmwareEvent.FetchFailed;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.time.Duration;

/**
 * The download, from its first byte to all of them. It is begun only in session: a device that cannot reach its controller
 * would use up its tries for nothing. Source: firmware rules F5, F6 and F8.
 */
final class Downloading {
    /** How many downloads in a row may bring no new byte. */
    static final int TRIES_MAX = 10;

    private static final Duration PAUSE_MIN = Duration.ofSeconds(10);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(10);
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final Duration BUSY_MAX = Duration.ofHours(1);

    /** Begins, or goes on, if it is to and can. */
    static void goOn(Turn turn) {
        if (!turn.isIn(UpdateState.DOWNLOADING)
                || !turn.uplink().isInSession()
                || turn.fetching().isUnderWay()) {
            return;
        }
        UpgradeJob job = turn.job();
        if (turn.fetching().wantsLink()) {
            askForLink(turn);
        } else if (job.checkpoint().bytes() == job.wanted().sizeBytes()) {
            verify(turn, job.checkpoint());
        } else {
            Manifest wanted = job.wanted();
            turn.fetching(turn.fetching().begun(job.tries().furthestBytes()));
            turn.begin(new Fetch(job.order().link(), wanted.digest(), wanted.sizeBytes(), job.checkpoint()));
        }
    }

    static void progressed(Turn turn, Checkpoint reached) {
        if (turn.isIn(UpdateState.DOWNLOADING) && turn.fetching().isUnderWay()) {
            turn.keep(reaching(turn.job(), reached));
        }
    }

    static void fetched(Turn turn, Checkpoint reached) {
        if (!turn.isIn(UpdateState.DOWNLOADING) || !turn.fetching().isUnderWay()) {
            return;
        }
        if (reached.bytes() != turn.job().wanted().sizeBytes()) {
            throw new IllegalArgumentException("reached: " + reached.bytes() + " (expected: "
                    + turn.job().wanted().sizeBytes() + ')');
        }
        verify(turn, reached);
    }

    private static void verify(Turn turn, Checkpoint all) {
        turn.fetching(Fetching.NONE);
        turn.keep(reaching(turn.job(), all).in(UpdateState.VERIFYING));
        turn.begin(new Verify(turn.job().wanted().digest(), all));
    }

    private static UpgradeJob reaching(UpgradeJob job, Checkpoint reached) {
        if (reached.bytes() > job.wanted().sizeBytes()) {
            throw new IllegalArgumentException("reached: " + reached.bytes() + " (expected: at most "
                    + job.wanted().sizeBytes() + ')');
        }
        return job.at(reached).having(job.tries().reaching(reached.bytes()));
    }

    static void failed(Turn turn, FetchFailed event) {
        if (!turn.isIn(UpdateState.DOWNLOADING) || !turn.fetching().isUnderWay()) {
            return;
        }
        boolean broughtNothing = event.reached().bytes() <= turn.fetching().furthestBefore();
        boolean hadNewLink = turn.fetching().hasNewLink();
        turn.fetching(Fetching.NONE);
        turn.become(reaching(turn.job(), event.reached()));
        FetchFailure why = event.why();
        if (why instanceof LinkExpired && hadNewLink && broughtNothing) {
            // A controller whose links have expired when they come would be asked for ever.
            tryAgain(turn, true);
        } else if (why instanceof LinkExpired) {
            turn.keep(turn.job());
            turn.fetching(turn.fetching().asking(turn.nowNanos()));
            goOn(turn);
        } else if (why instanceof Busy busy) {
            pause(turn, busyFor(busy));
        } else if (why instanceof Denied denied) {
            turn.end(UpdateState.FAILED, denied.code());
        } else if (why instanceof OtherContent) {
            turn.become(turn.job().at(Checkpoint.START));
            tryAgain(turn, true);
        } else {
            tryAgain(turn, broughtNothing && turn.uplink().isInSession());
        }
    }

    private static Duration busyFor(Busy busy) {
        Duration asked = busy.retryAfter().isZero() ? BUSY : busy.retryAfter();
        return asked.compareTo(BUSY_MAX) > 0 ? BUSY_MAX : asked;
    }

    private static void tryAgain(Turn turn, boolean counted) {
        if (counted) {
            turn.become(turn.job().having(turn.job().tries().afterFailure()));
        }
        UpgradeJob.Tries tries = turn.job().tries();
        if (tries.transport() >= TRIES_MAX) {
            giveUp(turn);
        } else {
            pause(turn, pauseAfter(tries.transport()));
        }
    }

    private static void giveUp(Turn turn) {
        boolean any = turn.job().tries().furthestBytes() > 0;
        turn.end(UpdateState.FAILED, any ? UpdateCode.INCOMPLETE : UpdateCode.UNREACHABLE);
    }

    /** Doubles from one failure to the next. */
    private static Duration pauseAfter(int tries) {
        Duration pause = PAUSE_MIN.multipliedBy(1L << Math.max(0, tries - 1));
        return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
    }

    private static void pause(Turn turn, Duration least) {
        long untilMillis = turn.nowMillis() + turn.setup().pause(least).toMillis();
        turn.keep(turn.job().in(UpdateState.WAIT_DOWNLOAD).waitingUntil(untilMillis));
    }

    /** What is there is the image, or worth nothing. Source: firmware rule F5. */
    static void beginAgain(Turn turn) {
        turn.become(turn.job().at(Checkpoint.START));
        pause(turn, PAUSE_MIN);
    }

    /** Another link has come, asked for or not. */
    static void link(Turn turn, String link) {
        turn.become(turn.job().from(link));
        turn.fetching(turn.fetching().answered());
        goOn(turn);
    }

    /** A controller that is in session and does not answer is a download that brings nothing. */
    static void missLink(Turn turn) {
        turn.keep(turn.job().having(turn.job().tries().afterFailure()));
        if (turn.job().tries().transport() >= TRIES_MAX) {
            giveUp(turn);
        } else {
            askForLink(turn);
        }
    }

    private static void askForLink(Turn turn) {
        Upgrade order = turn.job().order();
        turn.fetching(turn.fetching().asking(turn.nowNanos()));
        turn.send(new LinkWanted(order.job(), order.attempt()));
    }

    private Downloading() {}
}
