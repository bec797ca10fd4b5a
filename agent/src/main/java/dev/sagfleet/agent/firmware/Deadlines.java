package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;
import java.util.Optional;

/**
 * When something is due that nobody else will say. Windows and pauses go by the wall clock, since they last over boots;
 * a trial goes by elapsed time, which no wrong clock shortens. Source: firmware rule F12.
 */
final class Deadlines {
    /** How long an image must run without a crash until earlier ones are forgotten. */
    static final long HEALTHY_NANOS = Duration.ofMinutes(10).toNanos();

    /** How long the controller may take to answer with another link. */
    static final long LINK_NANOS = Duration.ofMinutes(1).toNanos();

    /** How long an end may go without a word of the controller until it is said again. Source: firmware rule F17. */
    static final long END_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    /** The longest pause after a download that failed: one that seems longer comes of a clock that was set back. */
    static final long PAUSE_MILLIS_MAX = Duration.ofHours(2).toMillis();

    /** The longest that a user can postpone. */
    static final long POSTPONE_MILLIS_MAX = Duration.ofDays(7).toMillis();

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long FAR_MILLIS = Duration.ofDays(3650).toMillis();

    /** When the earliest of it is due; {@link Timer#NEVER} if nothing is. */
    static long dueAtNanos(FirmwareBoot boot, long nowNanos, long nowMillis) {
        if (!boot.isRunning()) {
            return Timer.NEVER;
        }
        long due = Math.min(forgetsCrashesAtNanos(boot), saysEndAgainAtNanos(boot));
        if (boot.state().job().isEmpty() || boot.state().job().get().state().isFinal()) {
            return due;
        }
        UpgradeJob job = boot.state().job().get();
        if (job.state() == UpdateState.TRIAL) {
            return Math.min(due, trialEndsAtNanos(boot, job));
        }
        if (job.state().isCancelable()) {
            due = Math.min(due, nanos(waitEndsAtMillis(job, nowMillis), nowNanos, nowMillis));
            due = Math.min(due, linkAnswerEndsAtNanos(boot));
            long lineKnown = lineKnownAtNanos(boot, job);
            due = job.state() == UpdateState.WAIT_ACTIVATE && lineKnown > nowNanos ? Math.min(due, lineKnown) : due;
        }
        return due;
    }

    /** When crashes are forgotten; {@link Timer#NEVER} if there are none to forget. */
    static long forgetsCrashesAtNanos(FirmwareBoot boot) {
        SlotState running = boot.state().slots().running();
        return running.isGood() && running.triesLeft() < SlotState.TRIES
                ? boot.startedAtNanos() + HEALTHY_NANOS
                : Timer.NEVER;
    }

    /** When the end of a job is said again; {@link Timer#NEVER} if the controller knows it, or nobody listens. */
    static long saysEndAgainAtNanos(FirmwareBoot boot) {
        Optional<UpgradeJob> job = boot.state().job();
        boolean isOwed = boot.uplink().isInSession()
                && job.isPresent()
                && job.get().state().isFinal()
                && !job.get().acknowledged();
        return isOwed ? boot.told().sentAtNanos() + END_AGAIN_NANOS : Timer.NEVER;
    }

    /**
     * When it is known whether the controller can be reached: in session, or after as long without one as the new image will
     * have. A device that has just booted does not know yet. Source: firmware rule F14.
     */
    static long lineKnownAtNanos(FirmwareBoot boot, UpgradeJob job) {
        return boot.uplink().isInSession()
                ? Long.MIN_VALUE
                : boot.uplink().outSinceNanos() + job.order().trial().toNanos();
    }

    static long trialEndsAtNanos(FirmwareBoot boot, UpgradeJob job) {
        return boot.startedAtNanos() + job.order().trial().toNanos();
    }

    /** When another link is asked for once more; {@link Timer#NEVER} if nobody who could answer has been asked. */
    static long linkAnswerEndsAtNanos(FirmwareBoot boot) {
        boolean asked = boot.fetching().wantsLink() && boot.uplink().isInSession();
        return asked ? boot.fetching().askedAtNanos() + LINK_NANOS : Timer.NEVER;
    }

    /** Whether a pause of the job is not over yet. */
    static boolean isPausing(UpgradeJob job, long nowMillis) {
        return pauseEndsAtMillis(job, nowMillis) > nowMillis;
    }

    static boolean isBefore(UpgradeWindow window, long nowMillis) {
        return nowMillis < window.opensAtMillis();
    }

    static boolean isPast(UpgradeWindow window, long nowMillis) {
        return nowMillis >= window.closesAtMillis();
    }

    private static long pauseEndsAtMillis(UpgradeJob job, long nowMillis) {
        long longest = job.state() == UpdateState.WAIT_ACTIVATE ? POSTPONE_MILLIS_MAX : PAUSE_MILLIS_MAX;
        return job.nextTryAtMillis() - nowMillis <= longest ? job.nextTryAtMillis() : nowMillis;
    }

    /** The window opens, or a pause ends; at the latest the window closes. */
    private static long waitEndsAtMillis(UpgradeJob job, long nowMillis) {
        UpgradeWindow window = job.order().window();
        if (job.state() != UpdateState.WAIT_DOWNLOAD && job.state() != UpdateState.WAIT_ACTIVATE) {
            return window.closesAtMillis();
        }
        if (isBefore(window, nowMillis)) {
            return window.opensAtMillis();
        }
        if (isPausing(job, nowMillis)) {
            return Math.min(pauseEndsAtMillis(job, nowMillis), window.closesAtMillis());
        }
        // A clock that was set forth has ended the pause of a download before its timer goes off.
        return job.state() == UpdateState.WAIT_DOWNLOAD ? nowMillis : window.closesAtMillis();
    }

    private static long nanos(long atMillis, long nowNanos, long nowMillis) {
        long waitMillis = Math.max(0, atMillis - nowMillis);
        return waitMillis > FAR_MILLIS ? Timer.NEVER : nowNanos + waitMillis * NANOS_PER_MILLI;
    }

    private Deadlines() {}
}
