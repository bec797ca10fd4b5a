package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.RolloutOrder;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How jobs stood that were lately written, of each device one, so that its next word need not be answered with what stood
 * there before. Whoever writes by it asks whether it still stands there, so nothing is wrong if that was taken back. It
 * belongs to the thread that writes.
 */
final class KnownJobs {
    private static final int JOBS_MAX = 16_384;

    private final Map<String, Job> bySerial = new LinkedHashMap<>(16, 0.75f, true);

    /** What is known of a job that has not ended, and was not excused. */
    record Job(long number, int attempt, FirmwareVersion version, Optional<RolloutOrder> rollout, UpdateState state) {
        Job in(UpdateState other) {
            return new Job(number, attempt, version, rollout, other);
        }
    }

    /** What is known of a job, if it is the one of its device that was written last. */
    Optional<Job> find(SerialNumber serial, long number, int attempt) {
        return Optional.ofNullable(bySerial.get(serial.text()))
                .filter(job -> job.number() == number && job.attempt() == attempt);
    }

    void add(FirmwareJob job) {
        add(job.serial(), new Job(job.number(), job.attempt(), job.version(), job.rollout(), job.state()));
    }

    void add(SerialNumber serial, Job job) {
        if (job.state().isFinal()) {
            bySerial.remove(serial.text());
            return;
        }
        bySerial.put(serial.text(), job);
        if (bySerial.size() > JOBS_MAX) {
            Iterator<Job> eldest = bySerial.values().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
