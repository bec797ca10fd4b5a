package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.HaRole;
import java.util.Optional;

/**
 * The rules of an HA pair: a standby that is there takes over from a partner that is not.
 *
 * <p>It takes over at once from a partner that this incarnation of the controller has seen leave; from one that has
 * not come yet only once the grace period is over, so that a start of both is not taken for a failure of one.
 */
final class Failover {
    /** Names the changes of role on their way to the devices. */
    private static final String COMMAND_ID = "failover";

    /** The standby of a pair has connected. */
    static void standbyConnected(Transaction transaction, Device standby, Incarnation incarnation) {
        partner(transaction, standby)
                .filter(partner ->
                        incarnation.isGraceOver() || partner.presence().incarnation() == incarnation.number())
                .ifPresent(partner -> takeOverIfAbsent(transaction, standby, partner));
    }

    /** A device has left. */
    static void left(Transaction transaction, Device absent) {
        partner(transaction, absent)
                .filter(partner -> partner.presence().online())
                .ifPresent(partner -> takeOverIfAbsent(transaction, partner, absent));
    }

    /** The grace period is over, and this device is there. */
    static void gracePeriodEnded(Transaction transaction, Device device) {
        partner(transaction, device).ifPresent(partner -> takeOverIfAbsent(transaction, device, partner));
    }

    private static void takeOverIfAbsent(Transaction transaction, Device device, Device partner) {
        if (device.role() == HaRole.STANDBY && !partner.presence().online()) {
            DesiredState.changeRole(transaction, partner, COMMAND_ID);
            DesiredState.changeRole(transaction, device, COMMAND_ID);
        }
    }

    private static Optional<Device> partner(Transaction transaction, Device device) {
        if (device.user().isPresent()) {
            return Optional.empty();
        }
        for (Device other : transaction.devices().of(device.instanceId())) {
            if (!other.serial().equals(device.serial())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private Failover() {}
}
