package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.inventory.HaType;

/**
 * Instances of a fleet that are alike.
 *
 * @param count instances; 1 to 1,000,000
 * @param haType one box or a pair; no backup for an app
 * @param users app clients of each instance, 1 to 1000; 0 for boxes
 * @param bandwidth of each instance, in the range of the model; of each user for an app
 * @param firmware what versions the devices start with
 * @param mixed whether each device draws its version, rather than each instance for all of its devices
 * @param load what the users behind each device would send
 * @param spread over which places and hardware they are spread
 */
public record InstanceGroup(
        DeviceModel model,
        int count,
        HaType haType,
        int users,
        Bandwidth bandwidth,
        FirmwareMix firmware,
        boolean mixed,
        SymmetricLoad load,
        Spread spread) {
    public static final int USERS_MAX = 1000;

    private static final int PAIR = 2;

    public InstanceGroup {
        requireNonNull(firmware, "firmware");
        requireNonNull(load, "load");
        requireNonNull(spread, "spread");
        require(count >= 1 && count <= FleetFile.DEVICES_MAX, "count", count);
        require(haType.fits(model), "haType", haType);
        boolean app = model == DeviceModel.APP;
        require(app ? users >= 1 && users <= USERS_MAX : users == 0, "users", users);
        require(model.allows(bandwidth), "bandwidth", bandwidth);
    }

    /** Instances that are alike, each in a place of its own. */
    public InstanceGroup(
            DeviceModel model,
            int count,
            HaType haType,
            int users,
            Bandwidth bandwidth,
            FirmwareMix firmware,
            boolean mixed,
            SymmetricLoad load) {
        this(model, count, haType, users, bandwidth, firmware, mixed, load, Spread.NONE);
    }

    /** Boxes or app clients of each instance. */
    public int devicesPerInstance() {
        if (model == DeviceModel.APP) {
            return users;
        }
        return haType.isPair() ? PAIR : 1;
    }

    /** Boxes or app clients of all instances; may be more than a fleet can have. */
    public long deviceCount() {
        return (long) count * devicesPerInstance();
    }

    /** The same group with so many instances, and with as many sites for each. */
    InstanceGroup withCount(int other) {
        return new InstanceGroup(
                model, other, haType, users, bandwidth, firmware, mixed, load, spread.scaled(count, other));
    }

    private static void require(boolean fits, String name, Object value) {
        if (!fits) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: what the model allows)");
        }
    }
}
