package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * Associates all of the instances or none. An instance without devices has no revisions: it is taken back as long
     * as it is associated as it was here.
     *
     * @param regionId region of the plan
     * @param commandId names the change on its way to the devices
     * @throws RejectedException at the first check that fails, in the order of {@code controller/README.md}
     */
    public static Outcome<List<Instance>> associate(
            Transaction transaction, String regionId, String planId, List<Item> items, String commandId) {
        Plan plan = Plans.findNormal(transaction, regionId, planId);
        List<Instance> associated = new ArrayList<>();
        List<PendingChange> changes = new ArrayList<>();
        List<Restoration> restorations = new ArrayList<>();
        for (Item item : items) {
            Instance instance = requireAssociable(transaction, item, plan);
            Optional<Acceleration> acceleration = Optional.of(new Acceleration(plan.id(), item.megabits()));
            associated.add(instance.withAcceleration(acceleration));
            changes.addAll(accelerate(transaction, instance, acceleration, commandId));
            restorations.add(new Restoration.OfAcceleration(instance.id(), instance.acceleration(), acceleration));
        }
        return new Outcome<>(associated, changes, restorations);
    }

    /**
     * Ends the associations of all of the instances or of none.
     *
     * @throws RejectedException if one of them is not associated with the plan
     */
    public static Outcome<List<Instance>> dissociate(
            Transaction transaction, String regionId, String planId, List<String> instanceIds, String commandId) {
        Plan plan = transaction.plans().require(regionId, planId);
        List<Instance> ended = new ArrayList<>();
        List<PendingChange> changes = new ArrayList<>();
        for (String instanceId : instanceIds) {
            Instance instance = transaction.instances().require(instanceId, Rejection.INSTANCE_NOT_FOUND);
            if (instance.acceleration()
                    .filter(acceleration -> acceleration.planId().equals(plan.id()))
                    .isEmpty()) {
                throw Rejection.NOT_ASSOCIATED.because(instanceId + " is associated with "
                        + instance.acceleration().map(Acceleration::planId).orElse("no plan")
                        + ", required " + plan.id());
            }
            ended.add(instance.withAcceleration(Optional.empty()));
            changes.addAll(accelerate(transaction, instance, Optional.empty(), commandId));
        }
        return new Outcome<>(ended, changes, List.of());
    }

    private static List<PendingChange> accelerate(
            Transaction transaction, Instance instance, Optional<Acceleration> acceleration, String commandId) {
        Instance changed = instance.withAcceleration(acceleration);
        transaction.instances().save(changed);
        return DesiredState.accelerate(transaction, changed, commandId);
    }

    private static Instance requireAssociable(Transaction transaction, Item item, Plan plan) {
        Instance instance = transaction.instances().require(item.instanceId(), Rejection.INSTANCE_NOT_FOUND);
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

    private Associations() {}
}
