package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions on single devices. */
public final class DeviceActions {
    public static List<Action> all(Store store) {
        return List.of(new DescribeSAGDeviceInfo(store));
    }

    private DeviceActions() {}
}
