package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.JobProgress;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the upgrade jobs on record, after each change. */
final class JobAudit {
    private final List<SerialNumber> serials;
    private final Story story;
    private final Map<Key, FirmwareJob> jobs = new LinkedHashMap<>();
    private final Map<SerialNumber, FirmwareJob> latest = new LinkedHashMap<>();

    private final Map<End, Integer> ends = new LinkedHashMap<>();

    private record Key(SerialNumber serial, String job) {}

    /** How an attempt has ended. */
    record End(SerialNumber serial, String job, int attempt, UpdateState state, UpdateCode code) {
        private static End of(FirmwareJob job) {
            return new End(
                    job.serial(),
                    job.id(),
                    job.attempt(),
                    job.state(),
                    job.progress().code());
        }
    }

    JobAudit(Blueprint blueprint, Story story) {
        serials = blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(device -> device.serial())
                .toList();
        this.story = story;
    }

    /** A job as the latest change left it; nothing if there never was one. */
    Optional<FirmwareJob> find(SerialNumber serial, String job) {
        return Optional.ofNullable(jobs.get(new Key(serial, job)));
    }

    /** How often an attempt has ended so, by what is on record. */
    int ends(End end) {
        return ends.getOrDefault(end, 0);
    }

    /** The latest job of a device. */
    Optional<FirmwareJob> latest(SerialNumber serial) {
        return Optional.ofNullable(latest.get(serial));
    }

    void look(Transaction transaction) {
        for (SerialNumber serial : serials) {
            List<FirmwareJob> now = transaction.jobs().of(serial);
            if (!now.isEmpty()) {
                look(serial, now);
            }
        }
    }

    private void look(SerialNumber serial, List<FirmwareJob> now) {
        FirmwareJob newest = now.get(0);
        FirmwareJob before = latest.put(serial, newest);
        if (before != null && before.number() > newest.number()) {
            story.violated("no job is lost", serial + ": " + newest.id() + " after " + before.id());
        }
        for (FirmwareJob job : now) {
            FirmwareJob was = jobs.put(new Key(serial, job.id()), job);
            if (was == null) {
                story.tell("job " + job.id() + " of " + serial + " is to install " + job.version());
            } else if (!was.equals(job)) {
                changed(was, job);
            }
            if (!job.isOpen() && (was == null || !End.of(was).equals(End.of(job)))) {
                ends.merge(End.of(job), 1, Integer::sum);
            }
        }
    }

    private void changed(FirmwareJob was, FirmwareJob job) {
        String what = job.serial() + " " + job.id() + " attempt " + was.attempt() + ' ' + said(was) + ", then attempt "
                + job.attempt() + ' ' + said(job);
        Digest image = job.image();
        if (was.attempt() > job.attempt() || !was.image().equals(image)) {
            story.violated("a job stays what it is", what);
        }
        if (was.attempt() != job.attempt()) {
            story.count("job", "tried again");
            return;
        }
        JobProgress before = was.progress();
        JobProgress now = job.progress();
        if (before.equals(now) && !was.rollout().equals(job.rollout())) {
            story.count("job", "ordered by a rollout too");
            return;
        }
        boolean isWrongCommit = before.state() == UpdateState.COMMITTED
                && (now.state() == UpdateState.ROLLED_BACK || !now.running().equals(before.running()));
        if (before.isHeard() && before.state().isFinal() && !isWrongCommit) {
            story.violated("a final state is final for its attempt", what);
        }
        boolean isLater = now.boot() == before.boot() ? now.sequence() > before.sequence() : now.boot() > before.boot();
        if (before.isHeard() && !isLater) {
            story.violated("no older word of a device counts", what);
        }
        story.count("job", now.state().name());
    }

    private static String said(FirmwareJob job) {
        return job.state() + " " + job.progress().code() + " in boot "
                + job.progress().boot() + " as " + job.progress().sequence();
    }
}
