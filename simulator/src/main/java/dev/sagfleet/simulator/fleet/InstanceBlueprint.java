package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.HaType;
import java.util.List;

/**
 * One instance before it is bought, with its devices.
 *
 * @param id {@code sag-} and 18 letters and digits, unique in the fleet
 * @param name for people, unique in the fleet, as {@code sag-100wm-0001}
 * @param bandwidth of the instance; of each of its users for an app
 * @param haType one box or a pair
 * @param userCount app clients; 0 for boxes
 * @param devices the active one first; all active for an app
 */
public record InstanceBlueprint(
        String id,
        String name,
        DeviceModel model,
        Bandwidth bandwidth,
        HaType haType,
        int userCount,
        List<DeviceBlueprint> devices) {
    public InstanceBlueprint {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        devices = List.copyOf(devices);
    }
}
