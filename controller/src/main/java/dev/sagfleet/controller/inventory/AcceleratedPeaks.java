package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import java.util.List;
import java.util.Optional;

/**
 * The rules of changing the peak of an instance that is associated with a plan.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI,
 *     UpdateSmartAGAccelerateConfig</a>
 */
public final class AcceleratedPeaks {
    /**
     * A peak that was changed.
     *
     * @param megabitsBefore what it was, in Mbit/s
     */
    public record Changed(int megabitsBefore, List<PendingChange> changes) {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Gives an associated instance another peak.
     *
     * @param regionId region of the instance
     * @param megabits in Mbit/s
     * @param commandId names the change on its way to the devices
     * @throws RejectedException at the first check that fails, in the order of {@code controller/README.md}
     */
    public static Changed change(
            Transaction transaction, String regionId, String instanceId, int megabits, String commandId) {
        Instance instance = transaction
                .instances()
                .find(instanceId)
                .filter(found -> found.regionId().equals(regionId))
                .orElseThrow(
                        () -> Rejection.INSTANCE_NOT_FOUND.because("no instance " + instanceId + " in " + regionId));
        Associations.requirePaid(instance);
        Acceleration before = instance.acceleration()
                .orElseThrow(() -> Rejection.NOT_ASSOCIATED.because(instanceId + " is associated with no plan"));
        Plan plan = transaction
                .plans()
                .find(before.planId())
                .orElseThrow(() -> Rejection.PLAN_NOT_FOUND.because("no plan " + before.planId()));
        Plans.requireNormal(plan);
        Associations.requireAbility(transaction, instance);
        Associations.requireWithin(plan, instance, megabits);
        return new Changed(before.megabits(), set(transaction, instance, plan.id(), megabits, commandId));
    }

    /**
     * Takes a change of a peak back, since a device has refused it, unless a later call has changed the
     * association.
     *
     * @param made what {@link #change} made devices do
     */
    public static void takeBack(
            Transaction transaction, String instanceId, Changed made, int megabits, String commandId) {
        boolean latest = made.changes().stream().allMatch(change -> transaction
                .aspects()
                .find(change.serial(), Aspect.ACCELERATION)
                .filter(aspect -> aspect.desired().revision().equals(change.revision()))
                .isPresent());
        if (latest) {
            Instance instance = transaction.instances().find(instanceId).orElseThrow();
            instance.acceleration()
                    .filter(acceleration -> acceleration.megabits() == megabits)
                    .ifPresent(acceleration ->
                            set(transaction, instance, acceleration.planId(), made.megabitsBefore(), commandId));
        }
    }

    private static List<PendingChange> set(
            Transaction transaction, Instance instance, String planId, int megabits, String commandId) {
        Instance changed = instance.withAcceleration(Optional.of(new Acceleration(planId, megabits)));
        transaction.instances().save(changed);
        return DesiredState.accelerate(transaction, changed, commandId);
    }

    private AcceleratedPeaks() {}
}
