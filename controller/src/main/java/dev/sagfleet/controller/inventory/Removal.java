package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/** Takes a device out of the inventory. Its instance stays, also without devices. */
public final class Removal {
    private static final String COMMAND_ID = "removal";

    /**
     * Removes a device; what is left of its pair is active from then on.
     *
     * @return the device as it was; nothing if there is none
     */
    public static Optional<Device> remove(Transaction transaction, SerialNumber serial) {
        Optional<Device> known = transaction.devices().find(serial);
        known.ifPresent(device -> {
            long highest = transaction.aspects().of(serial).stream()
                    .mapToLong(aspect -> aspect.desired().revision().number())
                    .reduce(device.presence().epoch(), Math::max);
            transaction.aspects().remove(serial);
            transaction.jobs().remove(serial);
            transaction.policies().remove(serial);
            transaction.devices().remove(serial, highest);
            left(transaction, device).forEach(standby -> DesiredState.changeRole(transaction, standby, COMMAND_ID));
        });
        return known;
    }

    /** The standby that had the device as its partner. */
    private static List<Device> left(Transaction transaction, Device device) {
        return device.user().isPresent()
                ? List.of()
                : transaction.devices().of(device.instanceId()).stream()
                        .filter(other -> other.role() == HaRole.STANDBY)
                        .toList();
    }

    private Removal() {}
}
