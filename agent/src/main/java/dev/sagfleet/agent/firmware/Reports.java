package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.firmware.FirmwareBoot.Told;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.Optional;

/**
 * What the controller is told of a job. Each Hello says all; in between only what has changed is said, and the percent no
 * oftener than once a second. Source: firmware rules F19 and F20.
 */
final class Reports {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int PERCENT_ALL = 100;

    /** Counts what has changed, and says it if somebody listens. */
    static void tell(Turn turn) {
        Told told = turn.boot().told();
        Optional<UpgradeJob> job = turn.state().job();
        Optional<FirmwareProgress> progress =
                job.isPresent() ? progress(turn.state(), job.get(), told.progress()) : Optional.empty();
        if (turn.uplink().isInSession()
                && progress.isPresent()
                && !progress.equals(told.sent())
                && isDue(progress.get(), told, turn.nowNanos())) {
            turn.send(progress.get());
            turn.become(turn.boot().with(new Told(progress, progress, turn.nowNanos())));
        } else if (!progress.equals(told.progress())) {
            turn.become(turn.boot().with(new Told(progress, told.sent(), told.sentAtNanos())));
        }
    }

    /** Notes that the controller has been told how the job stands, by whatever message. */
    static void said(Turn turn) {
        Optional<FirmwareProgress> progress = turn.boot().told().progress();
        turn.become(turn.boot().with(new Told(progress, progress, turn.nowNanos())));
    }

    /** An end that was not recorded, or of which the controller could not say that it was. */
    static void sayEndAgain(Turn turn) {
        if (turn.nowNanos() >= Deadlines.saysEndAgainAtNanos(turn.boot())) {
            turn.boot().told().progress().ifPresent(turn::send);
            said(turn);
        }
    }

    private static boolean isDue(FirmwareProgress progress, Told told, long nowNanos) {
        Optional<FirmwareProgress> sent = told.sent();
        return sent.isEmpty()
                || !isSameButPercent(progress, sent.get())
                || nowNanos - told.sentAtNanos() >= INTERVAL_NANOS;
    }

    private static boolean isSameButPercent(FirmwareProgress one, FirmwareProgress other) {
        return one.job().equals(other.job())
                && one.attempt() == other.attempt()
                && one.state() == other.state()
                && one.code() == other.code();
    }

    /** As it was told if nothing has changed; else the next in the sequence of this boot. */
    private static Optional<FirmwareProgress> progress(
            FirmwareState state, UpgradeJob job, Optional<FirmwareProgress> told) {
        if (told.isPresent() && isSaidBy(told.get(), state, job)) {
            return told;
        }
        return Optional.of(progress(state, job, told.isPresent() ? told.get().sequence() + 1 : 1));
    }

    /** Whether the job stands as was told. Asked for with each event, most of which change nothing about that. */
    private static boolean isSaidBy(FirmwareProgress told, FirmwareState state, UpgradeJob job) {
        return told.state() == job.state()
                && told.percent() == percent(job)
                && told.code() == job.code()
                && told.boot() == state.boot()
                && told.attempt() == job.order().attempt()
                && told.job().equals(job.order().job())
                && told.running().equals(state.image().digest());
    }

    private static FirmwareProgress progress(FirmwareState state, UpgradeJob job, long sequence) {
        return new FirmwareProgress(
                job.order().job(),
                job.order().attempt(),
                state.boot(),
                sequence,
                job.state(),
                percent(job),
                job.code(),
                state.image().digest());
    }

    private static int percent(UpgradeJob job) {
        return job.state() == UpdateState.COMMITTED ? PERCENT_ALL : job.percent();
    }

    private Reports() {}
}
