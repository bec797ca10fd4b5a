package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.JobRepository;
import dev.sagfleet.controller.inventory.RolloutOrder;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table {@code firmware_job}. */
final class JobRows implements JobRepository.Writable {
    private static final String SAVE = Upsert.into(
            "firmware_job",
            2,
            "serial",
            "number",
            "attempt",
            "image",
            "version",
            "origin",
            "trial_millis",
            "boot",
            "sequence",
            "state",
            "percent",
            "code",
            "running",
            "excused",
            "created_millis",
            "updated_millis",
            "state_before",
            "rollout",
            "rollout_attempt");

    /** Compared one by one: of a list in parentheses SQLite makes a table each time. */
    private static final String IS_OPEN = Arrays.stream(UpdateState.values())
            .filter(UpdateState::isFinal)
            .map(state -> "state <> '" + state.name() + '\'')
            .collect(Collectors.joining(" AND ", "(", ")"));

    /** As {@link FirmwareJob#told} says. What is set is told from the row as it was before. */
    private static final String TELL =
            "UPDATE firmware_job SET state_before = state, boot = ?4, sequence = ?5, state = ?6,"
                    + " percent = ?7, code = ?8, running = ?9,"
                    + " excused = ?10 AND updated_millis <= ?11 AND trial_millis > ?12, updated_millis = ?13"
                    + " WHERE serial = ?1 AND number = ?2 AND attempt = ?3 AND (sequence = 0"
                    + " OR ((boot < ?4 OR (boot = ?4 AND sequence < ?5))"
                    + " AND (" + IS_OPEN
                    + " OR (state = 'COMMITTED' AND (?6 = 'ROLLED_BACK' OR running IS DISTINCT FROM ?9)))"
                    + " AND (state <> ?6 OR percent <> ?7 OR code <> ?8 OR running IS DISTINCT FROM ?9)))"
                    + " RETURNING state_before, version, excused, rollout, rollout_attempt";

    private static final String LATEST_FIRST = "SELECT * FROM firmware_job WHERE serial = ? ORDER BY number DESC";

    private static final String OPEN =
            "SELECT * FROM firmware_job WHERE serial = ? AND " + IS_OPEN + " ORDER BY number DESC";

    private static final String EXCUSED =
            "SELECT excused FROM firmware_job WHERE serial = ? AND image = ? ORDER BY number DESC LIMIT 1";

    private static final String REMOVE_ALL_BUT = "DELETE FROM firmware_job WHERE serial = ? AND number <= "
            + "(SELECT number FROM firmware_job WHERE serial = ? ORDER BY number DESC LIMIT 1 OFFSET ?)";

    private final Sql sql;

    JobRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<FirmwareJob> find(SerialNumber serial, long number) {
        return sql.first(
                "SELECT * FROM firmware_job WHERE serial = ? AND number = ?", JobRows::toJob, serial.text(), number);
    }

    @Override
    public List<FirmwareJob> of(SerialNumber serial) {
        return sql.query(LATEST_FIRST, JobRows::toJob, serial.text());
    }

    @Override
    public List<FirmwareJob> open(SerialNumber serial) {
        return sql.query(OPEN, JobRows::toJob, serial.text());
    }

    @Override
    public boolean isExcused(SerialNumber serial, Digest image) {
        return sql.first(EXCUSED, row -> row.flag("excused"), serial.text(), image.hex())
                .orElse(false);
    }

    @Override
    public Optional<FirmwareJob> latest(SerialNumber serial) {
        return sql.first(LATEST_FIRST + " LIMIT 1", JobRows::toJob, serial.text());
    }

    @Override
    public void save(FirmwareJob job) {
        JobProgress progress = job.progress();
        sql.update(
                SAVE,
                job.serial().text(),
                job.number(),
                job.attempt(),
                job.image().hex(),
                job.version().toString(),
                job.origin().name(),
                job.trial().toMillis(),
                progress.boot(),
                progress.sequence(),
                progress.state().name(),
                progress.percent(),
                progress.code().number(),
                progress.running().map(Digest::hex),
                job.excused(),
                job.createdMillis(),
                job.updatedMillis(),
                progress.state().name(),
                job.rollout().map(RolloutOrder::rollout),
                job.rollout().map(RolloutOrder::attempt));
    }

    /** Two plain statements: one that also returns what it has changed takes longer than both. */
    @Override
    public Optional<Told> tell(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        return sql.first(
                TELL,
                row -> new Told(
                        row.constant(UpdateState.class, "state_before"),
                        FirmwareVersion.parse(row.text("version")),
                        toOrder(row),
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
                nowMillis);
    }

    @Override
    public void removeAllBut(SerialNumber serial, int latest) {
        sql.update(REMOVE_ALL_BUT, serial.text(), serial.text(), latest);
    }

    @Override
    public void remove(SerialNumber serial) {
        sql.update("DELETE FROM firmware_job WHERE serial = ?", serial.text());
    }

    private static FirmwareJob toJob(Row row) {
        return new FirmwareJob(
                new SerialNumber(row.text("serial")),
                row.number("number"),
                row.smallNumber("attempt"),
                new Digest(row.text("image")),
                FirmwareVersion.parse(row.text("version")),
                row.constant(FirmwareJob.Origin.class, "origin"),
                toOrder(row),
                Duration.ofMillis(row.number("trial_millis")),
                toProgress(row),
                row.flag("excused"),
                row.number("created_millis"),
                row.number("updated_millis"));
    }

    private static Optional<RolloutOrder> toOrder(Row row) {
        return row.optionalText("rollout").map(id -> new RolloutOrder(id, row.smallNumber("rollout_attempt")));
    }

    private static JobProgress toProgress(Row row) {
        return new JobProgress(
                row.number("boot"),
                row.number("sequence"),
                row.constant(UpdateState.class, "state"),
                row.smallNumber("percent"),
                UpdateCode.numbered(row.number("code")).orElseThrow(),
                row.optionalText("running").map(Digest::new));
    }
}
