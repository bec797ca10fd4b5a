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
        List<FirmwareJob> jobs = of(serial);
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).number() == number) {
                return Optional.of(jobs.get(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<FirmwareJob> of(SerialNumber serial) {
        return table.find(serial.text()).orElse(List.of());
    }

    @Override
    public List<FirmwareJob> open(SerialNumber serial) {
        List<FirmwareJob> jobs = of(serial);
        List<FirmwareJob> open = new ArrayList<>(jobs.size());
        for (FirmwareJob job : jobs) {
            if (job.isOpen()) {
                open.add(job);
            }
        }
        return open;
    }

    @Override
    public boolean isExcused(SerialNumber serial, Digest image) {
        List<FirmwareJob> jobs = of(serial);
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).image().equals(image)) {
                return jobs.get(i).excused();
            }
        }
        return false;
    }

    @Override
    public Optional<FirmwareJob> latest(SerialNumber serial) {
        List<FirmwareJob> jobs = of(serial);
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(0));
    }

    @Override
    public void save(FirmwareJob job) {
        table.save(with(of(job.serial()), job));
    }

    /** As small as lists are: there is one for each device. */
    private static List<FirmwareJob> with(List<FirmwareJob> known, FirmwareJob job) {
        if (known.isEmpty() || (known.size() == 1 && known.get(0).number() == job.number())) {
            return List.of(job);
        }
        List<FirmwareJob> jobs = new ArrayList<>(known.size() + 1);
        for (FirmwareJob other : known) {
            if (other.number() != job.number()) {
                jobs.add(other);
            }
        }
        jobs.add(job);
        jobs.sort(LATEST_FIRST);
        return List.copyOf(jobs);
    }

    @Override
    public Optional<Told> tell(
            SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis) {
        Optional<FirmwareJob> known = find(serial, number);
        if (known.isEmpty() || known.get().attempt() != attempt) {
            return Optional.empty();
        }
        Optional<FirmwareJob> told = known.get().told(said, backSinceMillis, nowMillis);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        FirmwareJob job = told.get();
        save(job);
        return Optional.of(new Told(known.get().state(), job.version(), job.rollout(), job.excused()));
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
