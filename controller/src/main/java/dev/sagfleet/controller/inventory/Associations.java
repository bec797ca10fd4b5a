package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of associating instances with a plan for application acceleration.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI,
 *     AssociateSmartAGWithApplicationBandwidthPackage</a>
 */
public final class Associations {
    /**
     * One instance of a call.
     *
     * @param megabits its peak in Mbit/s
     */
    public record Item(String instanceId, int megabits) {}

    /**
     * Associates all of the instances or none.
     *
     * @param regionId region of the plan
     * @param commandId names the change on its way to the devices
     * @throws RejectedException at the first check that fails, in the order of {@code controller/README.md}
     */
    public static List<PendingChange> associate(
            Transaction transaction, String regionId, String planId, List<Item> items, String commandId) {
        Plan plan = Plans.findNormal(transaction, regionId, planId);
        List<PendingChange> changes = new ArrayList<>();
        for (Item item : items) {
            Instance instance = associable(transaction, item, plan);
            Instance associated = instance.withAcceleration(Optional.of(new Acceleration(plan.id(), item.megabits())));
            transaction.instances().save(associated);
            changes.addAll(DesiredState.accelerate(transaction, associated, commandId));
        }
        return changes;
    }

    /**
     * Ends the associations of all of the instances or of none.
     *
     * @throws RejectedException if one of them is not associated with the plan
     */
    public static List<PendingChange> dissociate(
            Transaction transaction, String regionId, String planId, List<String> instanceIds, String commandId) {
        Plan plan = Plans.find(transaction, regionId, planId);
        List<PendingChange> changes = new ArrayList<>();
        for (String instanceId : instanceIds) {
            Instance instance = find(transaction, instanceId);
            if (instance.acceleration()
                    .filter(acceleration -> acceleration.planId().equals(plan.id()))
                    .isEmpty()) {
                throw Rejection.NOT_ASSOCIATED.because(instanceId + " is associated with "
                        + instance.acceleration().map(Acceleration::planId).orElse("no plan")
                        + ", required " + plan.id());
            }
            changes.addAll(end(transaction, instance, commandId));
        }
        return changes;
    }

    /**
     * Takes back the associations that a call made, since a device has refused: each instance's, unless a
     * later call has changed it. An instance without devices has no revisions to tell that by, and is taken
     * back if it is associated as the call asked.
     *
     * @param changes what {@link #associate} made devices do
     */
    public static void takeBack(
            Transaction transaction, String planId, List<Item> items, List<PendingChange> changes, String commandId) {
        Set<String> overtaken = new HashSet<>();
        for (PendingChange change : changes) {
            boolean latest = transaction
                    .aspects()
                    .find(change.serial(), Aspect.ACCELERATION)
                    .filter(aspect -> aspect.desired().revision().equals(change.revision()))
                    .isPresent();
            if (!latest) {
                transaction.devices().find(change.serial()).ifPresent(device -> overtaken.add(device.instanceId()));
            }
        }
        for (Item item : items) {
            Acceleration made = new Acceleration(planId, item.megabits());
            transaction
                    .instances()
                    .find(item.instanceId())
                    .filter(instance -> !overtaken.contains(instance.id())
                            && instance.acceleration().equals(Optional.of(made)))
                    .ifPresent(instance -> end(transaction, instance, commandId));
        }
    }

    private static List<PendingChange> end(Transaction transaction, Instance instance, String commandId) {
        Instance ended = instance.withAcceleration(Optional.empty());
        transaction.instances().save(ended);
        return DesiredState.accelerate(transaction, ended, commandId);
    }

    private static Instance associable(Transaction transaction, Item item, Plan plan) {
        Instance instance = find(transaction, item.instanceId());
        requirePaid(instance);
        if (instance.ccnId().isEmpty()) {
            throw Rejection.NO_CCN.because(instance.id() + " is bound to no CCN");
        }
        instance.acceleration().ifPresent(acceleration -> {
            throw Rejection.ALREADY_ASSOCIATED.because(instance.id() + " is associated with " + acceleration.planId());
        });
        InstanceStatus status = instance.status(transaction.devices().anyOnline(instance.id()));
        if (status != InstanceStatus.ACTIVE) {
            throw Rejection.INSTANCE_STATUS.because(
                    instance.id() + ": found " + status.apiName() + ", required Active");
        }
        requireAbility(transaction, instance);
        requireWithin(plan, instance, item.megabits());
        return instance;
    }

    static void requirePaid(Instance instance) {
        if (instance.inArrears()) {
            throw Rejection.ARREARAGE.because(instance.id() + " has a payment overdue");
        }
    }

    static void requireWithin(Plan plan, Instance instance, int megabits) {
        if (megabits > plan.megabits()) {
            throw Rejection.BANDWIDTH_EXCEEDED.because(instance.id() + ": found " + megabits
                    + " Mbit/s, required at most the plan's " + plan.megabits() + " Mbit/s");
        }
    }

    /**
     * Every device must be able to, unless that is left to the devices. An app that never connected is judged
     * once it does, by itself.
     */
    static void requireAbility(Transaction transaction, Instance instance) {
        if (!transaction.settings().current().versionCheck()) {
            return;
        }
        if (!instance.model().hasAcceleration()) {
            throw Rejection.ACCELERATION_NOT_SUPPORTED.because(
                    instance.id() + ": found " + instance.model().label() + ", required a model with acceleration");
        }
        for (Device device : transaction.devices().of(instance.id())) {
            Optional<FirmwareVersion> firmware = device.presence().firmware();
            boolean able =
                    firmware.map(FirmwareVersion::acceleratesApplications).orElse(instance.isApp());
            if (!able) {
                throw Rejection.ACCELERATION_NOT_SUPPORTED.because(device.serial() + ": found version "
                        + firmware.map(FirmwareVersion::toString).orElse("unknown") + ", required "
                        + FirmwareVersion.APPLICATION_ACCELERATION + " or later");
            }
        }
    }

    private static Instance find(Transaction transaction, String instanceId) {
        return transaction
                .instances()
                .find(instanceId)
                .orElseThrow(() -> Rejection.INSTANCE_NOT_FOUND.because("no instance " + instanceId));
    }

    private Associations() {}
}
