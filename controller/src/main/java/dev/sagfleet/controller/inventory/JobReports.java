package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.Optional;

/** What becomes of what devices say of their jobs. Source: firmware rules F13, F18 and F19. */
public final class JobReports {
    /** What a device may take for the boot into its old image and for coming back. */
    private static final Duration RETURN_MAX = Duration.ofMinutes(10);

    /**
     * A word of a device, and what it did to the record of the job.
     *
     * @param job as it is now; absent if the device has no such job, or never was told of this attempt
     * @param before the state that the job was in
     */
    public record Recorded(FirmwareProgress said, Optional<FirmwareJob> job, Optional<UpdateState> before) {
        private static Recorded ofUnknown(FirmwareProgress said) {
            return new Recorded(said, Optional.empty(), Optional.empty());
        }

        /** Whether the device does not have this job. */
        public boolean isUnknown() {
            return job.isEmpty();
        }

        /** The job, if it is in another state by this than before. */
        public Optional<FirmwareJob> changed() {
            return job.filter(known -> !before.equals(Optional.of(known.state())));
        }
    }

    /**
     * Takes in what a device says of a job. What is older than what it said before, and what says nothing else than that,
     * changes nothing.
     */
    public static Recorded record(
            Transaction transaction,
            SerialNumber serial,
            FirmwareProgress said,
            Incarnation incarnation,
            long nowMillis) {
        Optional<FirmwareJob> known = FirmwareJob.numberOf(said.job())
                .flatMap(number -> transaction.jobs().find(serial, number))
                .filter(job -> said.attempt() <= job.attempt());
        if (known.isEmpty()) {
            return Recorded.ofUnknown(said);
        }
        FirmwareJob job = known.get();
        Optional<UpdateState> before = Optional.of(job.state());
        JobProgress progress = JobProgress.of(said);
        if (said.attempt() < job.attempt()
                || !progress.follows(job.progress())
                || (job.progress().isHeard() && progress.saysAs(job.progress()))) {
            return new Recorded(said, known, before);
        }
        FirmwareJob changed =
                job.withProgress(progress, isExcused(job, said, incarnation, nowMillis), nowMillis);
        transaction.jobs().save(changed);
        if (!job.progress().isHeard()) {
            // The device has begun it, so it has none of those before any more.
            transaction.jobs().of(serial).stream()
                    .filter(earlier -> earlier.number() < job.number())
                    .forEach(earlier -> end(transaction, earlier, UpdateCode.SUPERSEDED, nowMillis));
        }
        return new Recorded(said, Optional.of(changed), before);
    }

    /** Ends a job that its device does not have any more, or never had. */
    static void end(Transaction transaction, FirmwareJob job, UpdateCode code, long nowMillis) {
        if (job.isOpen()) {
            transaction.jobs().save(job.withProgress(JobProgress.canceled(code), false, nowMillis));
        }
    }

    /**
     * A device that did not find the controller in its trial is not to blame for it if the controller has not been there
     * for a whole trial, since the device was last heard of.
     */
    private static boolean isExcused(FirmwareJob job, FirmwareProgress said, Incarnation incarnation, long nowMillis) {
        boolean hasBeenAway = job.updatedMillis() <= incarnation.backSinceMillis();
        long trialMillis = job.trial().plus(RETURN_MAX).toMillis();
        return said.code() == UpdateCode.CONTROLLER_UNREACHABLE
                && said.state() == UpdateState.ROLLED_BACK
                && hasBeenAway
                && nowMillis - incarnation.backSinceMillis() < trialMillis;
    }

    private JobReports() {}
}
