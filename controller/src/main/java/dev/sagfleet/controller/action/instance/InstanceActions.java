package dev.sagfleet.controller.action.instance;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions on instances, and on the regions that they are in. */
public final class InstanceActions {
    public static List<Action> all(Store store, Commands commands) {
        return List.of(
                new DescribeRegions(),
                new DescribeSmartAccessGateways(store),
                new DescribeSmartAccessGatewayAttribute(store),
                new ChangeSmartAccessGateway(commands, Order.Kind.UPGRADE),
                new ChangeSmartAccessGateway(commands, Order.Kind.DOWNGRADE));
    }

    private InstanceActions() {}
}
