package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.JobRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The upgrade jobs, one row for all of a device. */
final class MemoryJobs implements JobRepository.Writable {
    private static final Comparator<FirmwareJob> LATEST_FIRST =
            Comparator.comparingLong(FirmwareJob::number).reversed();

    /** Of each device at least one, the latest first. */
    private final Table<String, List<FirmwareJob>> table;

    MemoryJobs(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, row -> row.get(0).serial().text());
    }

    @Override
    public Optional<FirmwareJob> find(SerialNumber serial, long number) {
        return of(serial).stream().filter(job -> job.number() == number).findFirst();
    }

    @Override
    public List<FirmwareJob> of(SerialNumber serial) {
        return table.find(serial.text()).orElse(List.of());
    }

    @Override
    public List<FirmwareJob> open(SerialNumber serial) {
        return of(serial).stream().filter(FirmwareJob::isOpen).toList();
    }

    @Override
    public boolean isExcused(SerialNumber serial, Digest image) {
        return of(serial).stream()
                .filter(job -> job.image().equals(image))
                .findFirst()
                .filter(FirmwareJob::excused)
                .isPresent();
    }

    @Override
    public Optional<FirmwareJob> latest(SerialNumber serial) {
        return of(serial).stream().findFirst();
    }

    @Override
    public void save(FirmwareJob job) {
        List<FirmwareJob> jobs = new ArrayList<>(of(job.serial()));
        jobs.removeIf(known -> known.number() == job.number());
        jobs.add(job);
        jobs.sort(LATEST_FIRST);
        table.save(List.copyOf(jobs));
    }

    @Override
    public Optional<Told> tell(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        Optional<FirmwareJob> known = find(serial, number).filter(job -> job.attempt() == attempt);
        Optional<FirmwareJob> told = known.flatMap(job -> job.told(said, backSinceMillis, nowMillis));
        told.ifPresent(this::save);
        return told.flatMap(
                job -> known.map(before -> new Told(before.state(), job.version(), job.rollout(), job.excused())));
    }

    @Override
    public void removeAllBut(SerialNumber serial, int latest) {
        List<FirmwareJob> jobs = of(serial);
        if (jobs.size() > latest) {
            table.save(List.copyOf(jobs.subList(0, latest)));
        }
    }

    @Override
    public void remove(SerialNumber serial) {
        table.remove(serial.text());
    }

    void clear() {
        table.clear();
    }
}
