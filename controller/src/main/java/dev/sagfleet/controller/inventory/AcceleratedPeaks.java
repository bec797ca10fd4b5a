package dev.sagfleet.controller.inventory;

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
     * Gives an associated instance another peak.
     *
     * @param regionId region of the instance
     * @param megabits in Mbit/s
     * @param commandId names the change on its way to the devices
     * @throws RejectedException at the first check that fails, in the order of {@code controller/README.md}
     */
    public static Outcome<Instance> change(
            Transaction transaction, String regionId, String instanceId, int megabits, String commandId) {
        Instance instance = transaction.instances().require(regionId, instanceId, Rejection.INSTANCE_NOT_FOUND);
        Associations.requirePaid(instance);
        Acceleration before = instance.acceleration()
                .orElseThrow(() -> Rejection.NOT_ASSOCIATED.because(instanceId + " is associated with no plan"));
        Plan plan = Plans.requireNormal(transaction.plans().require(before.planId()));
        Associations.requireAbility(transaction, instance);
        Associations.requireWithin(plan, instance, megabits);
        Optional<Acceleration> after = Optional.of(new Acceleration(plan.id(), megabits));
        Instance changed = instance.withAcceleration(after);
        transaction.instances().save(changed);
        return new Outcome<>(
                changed,
                DesiredState.accelerate(transaction, changed, commandId),
                List.of(new Restoration.OfAcceleration(instance.id(), instance.acceleration(), after)));
    }

    private AcceleratedPeaks() {}
}
