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
import java.util.List;
import java.util.Optional;

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
            "rollout_attempt",
            "is_open");

    private static final String LATEST_FIRST = "SELECT * FROM firmware_job WHERE serial = ? ORDER BY number DESC";

    private static final String OPEN = "SELECT * FROM firmware_job WHERE serial = ? AND is_open ORDER BY number DESC";

    private static final String EXCUSED = "SELECT 1 AS found FROM firmware_job job"
            + " WHERE job.serial = ? AND job.image = ? AND job.excused AND NOT EXISTS"
            + " (SELECT 1 FROM firmware_job later"
            + " WHERE later.serial = job.serial AND later.image = job.image AND later.number > job.number)";

    private static final String REMOVE_ALL_BUT = "DELETE FROM firmware_job WHERE serial = ? AND number <= "
            + "(SELECT number FROM firmware_job WHERE serial = ? ORDER BY number DESC LIMIT 1 OFFSET ?)";

    private final Sql sql;
    private final KnownJobs known;

    /** @param known to whoever writes */
    JobRows(Sql sql, KnownJobs known) {
        this.sql = sql;
        this.known = known;
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
        return sql.first(EXCUSED, row -> true, serial.text(), image.hex()).isPresent();
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
                job.rollout().map(RolloutOrder::attempt),
                job.isOpen());
        known.add(job);
    }

    @Override
    public Optional<Told> tell(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        return new JobWordRows(sql, known).tell(serial, number, attempt, said, backSinceMillis, nowMillis);
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

    static Optional<RolloutOrder> toOrder(Row row) {
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
