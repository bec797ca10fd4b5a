package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.GatewayUpgrades;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import java.util.List;

/** All actions on single devices. */
public final class DeviceActions {
    /** What they are called and read. */
    public static List<Declaration> declarations() {
        return List.of(
                DescribeSAGDeviceInfo.DECLARATION,
                DescribeSmartAccessGatewayVersions.DECLARATION,
                UpdateSmartAccessGatewayVersion.DECLARATION,
                RebootSmartAccessGateway.DECLARATION,
                ModifyDeviceAutoUpgradePolicy.DECLARATION,
                DescribeDeviceAutoUpgradePolicy.DECLARATION);
    }

    /**
     * The actions.
     *
     * @param upgrades by which devices are ordered to upgrade
     * @param policiesChanged is run once a device has another policy of automatic upgrades
     */
    public static List<Action> all(Store store, Upgrades upgrades, Events events, Runnable policiesChanged) {
        return List.of(
                new DescribeSAGDeviceInfo(store),
                new DescribeSmartAccessGatewayVersions(store),
                new UpdateSmartAccessGatewayVersion(store, new GatewayUpgrades(upgrades), events),
                new RebootSmartAccessGateway(store),
                new ModifyDeviceAutoUpgradePolicy(store, policiesChanged),
                new DescribeDeviceAutoUpgradePolicy(store));
    }

    private DeviceActions() {}
}
