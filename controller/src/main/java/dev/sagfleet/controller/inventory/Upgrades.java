package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules of ordering devices to install images, and to boot. What devices say of it is in {@link JobReports}. */
public final class Upgrades {
    /** How long a new image has on a box. Source: firmware rule F12. */
    private static final Duration TRIAL_OF_BOX = Duration.ofMinutes(10);

    /** Likewise on an app client. */
    private static final Duration TRIAL_OF_APP = Duration.ofMinutes(2);

    private final DownloadLinks links;
    private final RolloutListener rollouts;

    /** How an image is to be installed. */
    private record Terms(UpgradeWindow window, Duration trial, boolean forced) {}

    /** @param links where devices find images */
    public Upgrades(DownloadLinks links) {
        this(links, RolloutListener.NONE);
    }

    private Upgrades(DownloadLinks links, RolloutListener rollouts) {
        this.links = links;
        this.rollouts = rollouts;
    }

    /** The same for those who are no rollout: rollouts are told of what they order. */
    public Upgrades telling(RolloutListener listener) {
        return new Upgrades(links, listener);
    }

    /**
     * A job as an order left it.
     *
     * @param isNew whether anything was ordered; not if the device has the very same order
     * @param superseded jobs that have ended by it
     * @param after what rollouts have to do once it is on record
     */
    public record Ordered(FirmwareJob job, boolean isNew, List<FirmwareJob> superseded, Runnable after) {
        public Ordered {
            superseded = List.copyOf(superseded);
        }
    }

    /**
     * Orders a device to install an image. A job that it has still to end is cancelled by the device, unless it installs
     * already; then the new one comes after that. One that it never said anything about, and may never hear of, ends here.
     *
     * @param commandId names the order on its way to the device
     * @throws RejectedException if there is no such device or image, the image is not for it or runs there, or the device
     *     knows no upgrades
     */
    public Ordered order(Transaction transaction, UpgradeOrder order, String commandId, long nowMillis) {
        Upgradable device = transaction.devices().requireUpgradable(order.serial());
        FirmwareImage image = UpgradeConditions.requireUsable(transaction, order.image(), device);
        List<FirmwareJob> open = transaction.jobs().open(device.serial());
        // The device would refuse to try again what it fell back from, although it was not the image's fault.
        boolean forced = order.forced() || transaction.jobs().isExcused(device.serial(), image.digest());
        Terms terms = new Terms(order.window(), order.trial().orElse(trialOf(device.model())), forced);
        Optional<FirmwareJob> same = open.stream()
                .findFirst()
                .filter(job -> job.image().equals(image.digest())
                        && (hasTerms(transaction, job, terms) || isJoined(transaction, job, order)));
        if (same.isPresent()) {
            return new Ordered(known(transaction, same.get(), order), false, List.of(), RolloutListener.NOTHING);
        }
        if (!forced) {
            UpgradeConditions.requireOther(image, device);
        }
        // So that it is another attempt for the device as well, whatever became of the job before.
        int attempt = order.rollout().map(RolloutOrder::attempt).orElse(1);
        Command command = DesiredState.order(
                transaction,
                device.serial(),
                Aspect.FIRMWARE,
                revision -> new Upgrade(
                        commandId,
                        revision,
                        FirmwareJob.id(revision.number()),
                        attempt,
                        image.signed(),
                        links.mint(device.serial(), image.digest(), FirmwareJob.id(revision.number()), nowMillis),
                        terms.window(),
                        terms.trial(),
                        terms.forced()));
        FirmwareJob job = new FirmwareJob(
                device.serial(),
                command.revision().number(),
                attempt,
                image.digest(),
                image.version(),
                order.origin(),
                order.rollout(),
                terms.trial(),
                JobProgress.ORDERED,
                false,
                nowMillis,
                nowMillis);
        transaction.jobs().save(job);
        List<FirmwareJob> superseded = open.stream()
                .filter(earlier -> !earlier.progress().isHeard())
                .flatMap(earlier -> JobReports.end(transaction, earlier, UpdateCode.SUPERSEDED, nowMillis).stream())
                .toList();
        transaction.jobs().removeAllBut(device.serial(), FirmwareJob.OF_DEVICE_MAX);
        Runnable after = rollouts.overtaken(transaction, device.serial(), nowMillis);
        return new Ordered(job, true, superseded, after);
    }

    /** What a person has ordered, on whatever terms, is not ordered anew by a rollout that wants the same image. */
    private static boolean isJoined(Reading reading, FirmwareJob job, UpgradeOrder order) {
        return order.rollout().isPresent() && job.origin() != FirmwareJob.Origin.ROLLOUT && isWanted(reading, job);
    }

    /** The job as it is on record once it is ordered again. */
    private static FirmwareJob known(Transaction transaction, FirmwareJob job, UpgradeOrder again) {
        if (again.rollout().isEmpty() || again.rollout().equals(job.rollout())) {
            return job;
        }
        FirmwareJob taken = job.orderedBy(again.rollout().get());
        transaction.jobs().save(taken);
        return taken;
    }

    /**
     * Orders a device to try its latest job once more, which has ended without success: the next attempt. What it fell
     * back from is not held against the image.
     *
     * @throws RejectedException if there is no such device or job, it has not ended or was done, or its image can no
     *     longer be had
     */
    public FirmwareJob retry(
            Transaction transaction, SerialNumber serial, FirmwareJob.Origin origin, String commandId, long nowMillis) {
        Upgradable device = transaction.devices().requireUpgradable(serial);
        FirmwareJob ended = latest(transaction, serial);
        if (ended.isOpen() || ended.state() == UpdateState.COMMITTED) {
            throw Rejection.JOB_STATUS.because(
                    ended.id() + ": found " + ended.state() + ", required one that ended without success");
        }
        FirmwareImage image = UpgradeConditions.requireUsable(transaction, ended.image(), device);
        FirmwareJob next = ended.next(origin, nowMillis);
        DesiredState.order(
                transaction,
                device.serial(),
                Aspect.FIRMWARE,
                revision -> new Upgrade(
                        commandId,
                        revision,
                        next.id(),
                        next.attempt(),
                        image.signed(),
                        links.mint(serial, image.digest(), next.id(), nowMillis),
                        UpgradeWindow.ALWAYS,
                        next.trial(),
                        true));
        transaction.jobs().save(next);
        return next;
    }

    /**
     * Asks a device to leave its latest job. One that it never said anything about is over by that; of any other it is
     * the device that says so.
     *
     * @return the job, and what the device has yet to answer
     * @throws RejectedException if there is no such device or job, it has ended, or the device installs already
     */
    public Outcome<FirmwareJob> cancel(Transaction transaction, SerialNumber serial, String commandId, long nowMillis) {
        Device device = transaction.devices().require(serial);
        FirmwareJob job = latest(transaction, serial);
        if (!job.state().isCancelable()) {
            throw Rejection.JOB_STATUS.because(
                    job.id() + ": found " + job.state() + ", required at most WAIT_ACTIVATE");
        }
        Command command = DesiredState.order(
                transaction, serial, Aspect.FIRMWARE, revision -> new CancelUpgrade(commandId, revision, job.id()));
        FirmwareJob left = job.progress().isHeard()
                ? job
                : job.withProgress(JobProgress.canceled(UpdateCode.CANCELED), false, nowMillis);
        Runnable after = RolloutListener.NOTHING;
        if (!left.equals(job)) {
            transaction.jobs().save(left);
            after = rollouts.ended(transaction, left, nowMillis);
        }
        var pending = new PendingChange(
                serial, Aspect.FIRMWARE, command.revision(), device.presence().online());
        return new Outcome<>(left, List.of(pending), List.of(), after);
    }

    /**
     * Orders a device to boot.
     *
     * @throws RejectedException if there is no such device, or it does not boot when it is told to
     */
    public static Device reboot(Transaction transaction, SerialNumber serial, String commandId) {
        Device device = transaction.devices().require(serial);
        UpgradeConditions.requireKnowsUpgrades(Upgradable.of(device));
        DesiredState.order(transaction, serial, Aspect.POWER, revision -> new Reboot(commandId, revision));
        return device;
    }

    /** A link for a job of a device that wants one; nothing if it has no such job, or not this attempt of it. */
    public Optional<String> link(Reading reading, SerialNumber serial, String job, int attempt, long nowMillis) {
        return FirmwareJob.numberOf(job)
                .flatMap(number -> reading.jobs().find(serial, number))
                .filter(known -> known.isOpen() && known.attempt() == attempt)
                .map(known -> links.mint(serial, known.image(), known.id(), nowMillis));
    }

    private static FirmwareJob latest(Reading reading, SerialNumber serial) {
        return reading.jobs().latest(serial).orElseThrow(() -> Rejection.JOB_NOT_FOUND.because("no job of " + serial));
    }

    /** The digest of what a device runs, as it last said. */
    public static Optional<Digest> running(Device device) {
        return Upgradable.of(device).running();
    }

    /**
     * The digest of what a device runs and keeps, as it last said; nothing while that is on trial. What it has committed
     * since its Hello it said of its job.
     */
    public static Optional<Digest> committed(Reading reading, Device device) {
        Optional<FirmwareReport> report = device.presence()
                .firmware()
                .flatMap(version -> device.presence().slots().report(device.model(), version));
        return report.flatMap(Upgrades::committed)
                .or(() -> report.flatMap(said -> said.running().digest())
                        .flatMap(tried -> committedSince(reading, device.serial(), tried)));
    }

    /** What was on trial as a device said Hello has the latest word in its own job, whatever was ordered behind that. */
    private static Optional<Digest> committedSince(Reading reading, SerialNumber serial, Digest tried) {
        return reading.jobs().of(serial).stream()
                .filter(job -> job.image().equals(tried))
                .findFirst()
                .filter(FirmwareJob::hasSucceeded)
                .map(FirmwareJob::image);
    }

    /** Likewise, as it says with its Hello. */
    public static Optional<Digest> committed(Hello hello) {
        return hello.report().flatMap(Upgrades::committed);
    }

    private static Optional<Digest> committed(FirmwareReport report) {
        return Optional.of(report.running())
                .filter(slot -> slot.status() != SlotStatus.TRYING)
                .flatMap(FirmwareReport.SlotReport::digest);
    }

    /** Whether a job is what its device is to do, and not to leave. */
    public static boolean isWanted(Reading reading, FirmwareJob job) {
        return job.isOpen() && wanted(reading, job).isPresent();
    }

    private static boolean hasTerms(Reading reading, FirmwareJob job, Terms terms) {
        return wanted(reading, job)
                .filter(upgrade -> new Terms(upgrade.window(), upgrade.trial(), upgrade.forced()).equals(terms))
                .isPresent();
    }

    private static Optional<Upgrade> wanted(Reading reading, FirmwareJob job) {
        return reading.aspects()
                .find(job.serial(), Aspect.FIRMWARE)
                .filter(aspect -> aspect.desired().command() instanceof Upgrade upgrade
                        && upgrade.job().equals(job.id()))
                .map(aspect -> (Upgrade) aspect.desired().command());
    }

    private static Duration trialOf(DeviceModel model) {
        return model == DeviceModel.APP ? TRIAL_OF_APP : TRIAL_OF_BOX;
    }
}
