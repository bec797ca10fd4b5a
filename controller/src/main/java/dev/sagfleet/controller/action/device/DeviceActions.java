package dev.sagfleet.controller.action.device;

import dev.sagfleet.controller.action.Action;
import dev.sagfleet.controller.action.Declaration;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;

/** All actions on single devices. */
public final class DeviceActions {
    /** What they are called and read. */
    public static List<Declaration> declarations() {
        return List.of(DescribeSAGDeviceInfo.DECLARATION);
    }

    public static List<Action> all(Store store) {
        return List.of(new DescribeSAGDeviceInfo(store));
    }

    private DeviceActions() {}
}
