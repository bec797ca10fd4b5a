package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.JobRepository;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.sql.Sql;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What devices say of their jobs, in the table {@code firmware_job}. This is the word that a fleet says most often while it is
 * upgraded.
 */
record JobWordRows(Sql sql, KnownJobs known) {
    /** Compared one by one: of a list in parentheses SQLite makes a table each time. */
    private static final String IS_OPEN = Arrays.stream(UpdateState.values())
            .filter(UpdateState::isFinal)
            .map(state -> "state <> '" + state.name() + '\'')
            .collect(Collectors.joining(" AND ", "(", ")"));

    /** As {@link FirmwareJob#told} says. What is set is told from the row as it was before. */
    private static final String TELL =
            "UPDATE firmware_job SET state_before = state, boot = ?4, sequence = ?5, state = ?6,"
                    + " percent = ?7, code = ?8, running = ?9,"
                    + " excused = ?10 AND updated_millis <= ?11 AND trial_millis > ?12, updated_millis = ?13,"
                    + " is_open = ?14"
                    + " WHERE serial = ?1 AND number = ?2 AND attempt = ?3 AND (sequence = 0"
                    + " OR ((boot < ?4 OR (boot = ?4 AND sequence < ?5))"
                    + " AND (" + IS_OPEN
                    + " OR (state = 'COMMITTED' AND (?6 = 'ROLLED_BACK' OR running IS DISTINCT FROM ?9)))"
                    + " AND (state <> ?6 OR percent <> ?7 OR code <> ?8 OR running IS DISTINCT FROM ?9)))"
                    + " RETURNING state_before, version, excused, rollout, rollout_attempt";

    /**
     * The same for a job that has not ended, of which all is known that {@link #TELL} returns, and a word that does not end
     * it. Returning something takes about as long as all the rest of the statement. No index changes by it.
     */
    private static final String GO_ON =
            "UPDATE firmware_job SET boot = ?4, sequence = ?5, state = ?6, percent = ?7, code = ?8, running = ?9,"
                    + " updated_millis = ?10"
                    + " WHERE serial = ?1 AND number = ?2 AND attempt = ?3"
                    + " AND state = ?11 AND version = ?12"
                    + " AND rollout IS NOT DISTINCT FROM ?13 AND rollout_attempt IS NOT DISTINCT FROM ?14"
                    + " AND is_open AND NOT excused AND (sequence = 0"
                    + " OR ((boot < ?4 OR (boot = ?4 AND sequence < ?5))"
                    + " AND (state <> ?6 OR percent <> ?7 OR code <> ?8 OR running IS DISTINCT FROM ?9)))";

    /** As {@link JobRepository.Writable#tell} says. */
    Optional<JobRepository.Told> tell(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        Optional<KnownJobs.Job> job =
                known.find(serial, number, attempt).filter(open -> !said.state().isFinal());
        return job.isPresent() && goesOn(serial, job.get(), said, nowMillis)
                ? Optional.of(new JobRepository.Told(
                        job.get().state(), job.get().version(), job.get().rollout(), false))
                : tellUnknown(serial, number, attempt, said, backSinceMillis, nowMillis);
    }

    /** Whether a job was as it is known, and is now as its device has said; if not, nothing was done. */
    private boolean goesOn(SerialNumber serial, KnownJobs.Job job, JobProgress said, long nowMillis) {
        int changed = sql.update(
                GO_ON,
                serial.text(),
                job.number(),
                job.attempt(),
                said.boot(),
                said.sequence(),
                said.state().name(),
                said.percent(),
                said.code().number(),
                said.running().map(Digest::hex),
                nowMillis,
                job.state().name(),
                job.version().toString(),
                job.rollout().map(RolloutOrder::rollout),
                job.rollout().map(RolloutOrder::attempt));
        if (changed == 0) {
            return false;
        }
        known.add(serial, job.in(said.state()));
        return true;
    }

    private Optional<JobRepository.Told> tellUnknown(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        Optional<JobRepository.Told> told = sql.first(
                TELL,
                row -> new JobRepository.Told(
                        row.constant(UpdateState.class, "state_before"),
                        FirmwareVersion.parse(row.text("version")),
                        JobRows.toOrder(row),
                        row.flag("excused")),
                serial.text(),
                number,
                attempt,
                said.boot(),
                said.sequence(),
                said.state().name(),
                said.percent(),
                said.code().number(),
                said.running().map(Digest::hex),
                said.missedTheController(),
                backSinceMillis,
                nowMillis - backSinceMillis - FirmwareJob.RETURN_MAX.toMillis(),
                nowMillis,
                !said.state().isFinal());
        told.ifPresent(job ->
                known.add(serial, new KnownJobs.Job(number, attempt, job.version(), job.rollout(), said.state())));
        return told;
    }
}
