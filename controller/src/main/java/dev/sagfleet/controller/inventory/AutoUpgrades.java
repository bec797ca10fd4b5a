package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of upgrading devices by themselves, each by its policy, to the newest image of its model. */
public final class AutoUpgrades {
    /** Names these orders on their way to the devices. */
    private static final String COMMAND_ID = "policy";

    private final Upgrades upgrades;

    /** @param upgrades by which devices are ordered to upgrade */
    public AutoUpgrades(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * What came of the policies that were due.
     *
     * @param policies how many were
     * @param orders that they came to
     */
    public record Due(int policies, List<Upgrades.Ordered> orders) {
        public Due {
            orders = List.copyOf(orders);
        }
    }

    /** Gives a device a policy, in place of the one that it has. */
    public static AutoUpgradePolicy set(
            Transaction transaction,
            SerialNumber serial,
            AutoUpgradePolicy.Type type,
            UpgradeSchedule schedule,
            long nowMillis) {
        AutoUpgradePolicy policy = planned(serial, type, schedule, nowMillis);
        transaction.policies().save(policy);
        return policy;
    }

    private static AutoUpgradePolicy planned(
            SerialNumber serial, AutoUpgradePolicy.Type type, UpgradeSchedule schedule, long fromMillis) {
        Optional<Long> due = type == AutoUpgradePolicy.Type.SCHEDULED
                ? schedule.nextFor(serial, Instant.ofEpochMilli(fromMillis)).map(UpgradeWindow::opensAtMillis)
                : Optional.empty();
        return new AutoUpgradePolicy(serial, type, schedule, due);
    }

    /**
     * Orders what the policies that are due by now want, and plans each anew for the window after this one. A window that
     * has closed meanwhile is missed.
     *
     * @param most how many policies are looked at
     */
    public Due orderDue(Transaction transaction, int most, long nowMillis) {
        List<AutoUpgradePolicy> due = transaction.policies().due(nowMillis, most);
        List<Upgrades.Ordered> orders = new ArrayList<>();
        for (AutoUpgradePolicy policy : due) {
            UpgradeWindow window = policy.schedule()
                    .windowAt(policy.serial(), policy.dueMillis().orElseThrow());
            if (nowMillis < window.closesAtMillis()) {
                order(transaction, policy.serial(), window, nowMillis).ifPresent(orders::add);
            }
            long after = Math.max(nowMillis, window.closesAtMillis());
            transaction.policies().save(planned(policy.serial(), policy.type(), policy.schedule(), after));
        }
        return new Due(due.size(), orders);
    }

    /** Orders what a device is to install that has just booted, if its policy has that. */
    public Optional<Upgrades.Ordered> orderAtBoot(Transaction transaction, SerialNumber serial, long nowMillis) {
        return order(transaction, serial, UpgradeWindow.ALWAYS, nowMillis);
    }

    private Optional<Upgrades.Ordered> order(
            Transaction transaction, SerialNumber serial, UpgradeWindow window, long nowMillis) {
        return transaction
                .devices()
                .find(serial)
                .filter(device -> mayUpgrade(transaction, device))
                .flatMap(device -> transaction
                        .images()
                        .newest(device.model())
                        .filter(image -> isWanted(transaction, device, image)))
                .map(image -> upgrades.order(
                        transaction,
                        new UpgradeOrder(
                                serial, image.digest(), FirmwareJob.Origin.POLICY, window, Optional.empty(), false),
                        COMMAND_ID,
                        nowMillis));
    }

    private static boolean mayUpgrade(Reading reading, Device device) {
        return device.presence().slots().knowsUpgrades()
                && reading.instances()
                        .find(device.instanceId())
                        .filter(instance ->
                                !instance.inArrears() && instance.ccnId().isPresent())
                        .isPresent();
    }

    /** A newer one that nothing speaks against: no other job, and no failure that would only come again. */
    private static boolean isWanted(Reading reading, Device device, FirmwareImage image) {
        Optional<FirmwareVersion> running = device.presence().firmware();
        if (running.isEmpty()
                || image.version().compareTo(running.get()) <= 0
                || Upgrades.running(device).equals(Optional.of(image.digest()))) {
            return false;
        }
        List<FirmwareJob> jobs = reading.jobs().of(device.serial());
        boolean isBusy = !jobs.isEmpty() && jobs.get(0).isOpen() && !isForgotten(jobs.get(0));
        return !isBusy
                && jobs.stream()
                        .filter(job -> job.image().equals(image.digest()))
                        .findFirst()
                        .filter(AutoUpgrades::isHopeless)
                        .isEmpty();
    }

    /** An order of an earlier window, which the device was not there for. */
    private static boolean isForgotten(FirmwareJob open) {
        return open.origin() == FirmwareJob.Origin.POLICY && !open.progress().isHeard();
    }

    private static boolean isHopeless(FirmwareJob ended) {
        return ended.state() == UpdateState.REJECTED || (ended.state() == UpdateState.ROLLED_BACK && !ended.excused());
    }
}
