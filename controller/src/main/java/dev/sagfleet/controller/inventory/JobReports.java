package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.Optional;

/** What becomes of what devices say of their jobs. Source: firmware rules F13, F18 and F19. */
public final class JobReports {
    /**
     * A word of a device, and what it did to the record of the job.
     *
     * @param isUnknown whether the device does not have this job, or was never told of this attempt
     * @param told the job as it was; absent if nothing has changed
     */
    public record Recorded(FirmwareProgress said, boolean isUnknown, Optional<JobRepository.Told> told) {
        /** Whether the job is in another state by this than before. */
        public boolean isStep() {
            return told.filter(job -> job.before() != said.state()).isPresent();
        }

        /** Whether a commit turned out wrong by this, which stays the state of the job. Source: firmware rule F18. */
        public boolean isTakenBack() {
            return !isStep()
                    && told.isPresent()
                    && said.state() == UpdateState.COMMITTED
                    && said.code() == UpdateCode.CRASHED_LATER;
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
        Optional<Long> number = FirmwareJob.numberOf(said.job());
        Optional<JobRepository.Told> told = number.flatMap(known -> transaction
                .jobs()
                .tell(serial, known, said.attempt(), JobProgress.of(said), incarnation.backSinceMillis(), nowMillis));
        if (told.isEmpty()) {
            boolean isKnown = number.flatMap(known -> transaction.jobs().find(serial, known))
                    .filter(job -> said.attempt() <= job.attempt())
                    .isPresent();
            return new Recorded(said, !isKnown, told);
        }
        if (told.get().before() == UpdateState.IDLE) {
            // The device has begun it, so it has none of those before any more.
            transaction.jobs().open(serial).stream()
                    .filter(earlier -> earlier.number() < number.get())
                    .forEach(earlier -> end(transaction, earlier, UpdateCode.SUPERSEDED, nowMillis));
        }
        return new Recorded(said, false, told);
    }

    /** Whether a device says that it fell back for want of a controller, which was away itself. */
    static boolean isExcused(Reading reading, Hello hello) {
        return hello.report()
                .flatMap(FirmwareReport::job)
                .filter(said -> JobProgress.of(said).missedTheController())
                .flatMap(said -> FirmwareJob.numberOf(said.job())
                        .flatMap(number -> reading.jobs().find(hello.serial(), number))
                        .filter(job -> job.attempt() == said.attempt()))
                .filter(FirmwareJob::excused)
                .isPresent();
    }

    /** Ends a job that its device does not have any more, or never had; nothing if it has ended. */
    static Optional<FirmwareJob> end(Transaction transaction, FirmwareJob job, UpdateCode code, long nowMillis) {
        if (!job.isOpen()) {
            return Optional.empty();
        }
        FirmwareJob ended = job.withProgress(JobProgress.canceled(code), false, nowMillis);
        transaction.jobs().save(ended);
        return Optional.of(ended);
    }

    private JobReports() {}
}
