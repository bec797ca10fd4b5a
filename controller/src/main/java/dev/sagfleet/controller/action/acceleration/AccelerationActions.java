package dev.sagfleet.controller.action.acceleration;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.action.IdempotentCommands;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions of application acceleration. */
public final class AccelerationActions {
    /** What they are called and read. */
    public static List<Declaration> declarations() {
        return List.of(
                AssociateSmartAGWithApplicationBandwidthPackage.DECLARATION,
                DissociateSmartAGFromApplicationBandwidthPackage.DECLARATION,
                UpdateSmartAGAccelerateConfig.DECLARATION,
                CreateApplicationBandwidthPackage.DECLARATION,
                GetApplicationBandwidthPackageAttribute.DECLARATION,
                ListApplicationBandwidthPackages.DECLARATION,
                UpdateApplicationBandwidthPackageBillingConfig.DECLARATION,
                CreateApplicationAccelerationRule.DECLARATION,
                ListApplicationAccelerateRules.DECLARATION,
                UpdateApplicationAccelerateRuleAttribute.DECLARATION,
                ListAccelerateApplications.DECLARATION,
                ListServiceRegions.DECLARATION);
    }

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
