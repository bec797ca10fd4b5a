package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions of application acceleration. */
public final class AccelerationActions {
    public static List<Action> all(Store store, IdempotentCommands commands) {
        return List.of(
                new AssociateSmartAGWithApplicationBandwidthPackage(commands),
                new DissociateSmartAGFromApplicationBandwidthPackage(commands),
                new UpdateSmartAGAccelerateConfig(commands),
                new CreateApplicationBandwidthPackage(commands),
                new GetApplicationBandwidthPackageAttribute(store),
                new ListApplicationBandwidthPackages(store),
                new UpdateApplicationBandwidthPackageBillingConfig(commands),
                new CreateApplicationAccelerationRule(commands),
                new ListApplicationAccelerateRules(store),
                new UpdateApplicationAccelerateRuleAttribute(commands),
                new ListAccelerateApplications(),
                new ListServiceRegions());
    }

    private AccelerationActions() {}
}
