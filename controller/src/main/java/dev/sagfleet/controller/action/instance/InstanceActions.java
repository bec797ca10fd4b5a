package dev.sagfleet.controller.action.instance;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions on instances, and on the regions that they are in. */
public final class InstanceActions {
    /** What they are called and read. */
    public static List<Declaration> declarations() {
        return List.of(
                DescribeRegions.DECLARATION,
                InstanceFilters.DECLARATION,
                DescribeSmartAccessGatewayAttribute.DECLARATION,
                ChangeSmartAccessGateway.declarationOf(Order.Kind.UPGRADE),
                ChangeSmartAccessGateway.declarationOf(Order.Kind.DOWNGRADE));
    }

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
