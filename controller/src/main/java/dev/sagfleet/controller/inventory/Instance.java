package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.Optional;

/**
 * A SAG instance: what is bought and configured, and what its devices are made to follow.
 *
 * @param id the SmartAGId
 * @param megabits the bandwidth bought, in Mbit/s; 0 for an app instance, whose users have their own
 * @param userCount how many users are paid for; 0 for an instance with boxes
 * @param ccnId the CCN that it is bound to, if it is
 * @param inArrears whether a payment is overdue
 * @param createdMillis when it was bought, in milliseconds since 1970; the order of lists
 * @param endMillis when it expires, likewise
 */
public record Instance(
        String id,
        String regionId,
        String name,
        DeviceModel model,
        HaType haType,
        int megabits,
        int userCount,
        Optional<String> ccnId,
        boolean inArrears,
        Optional<Acceleration> acceleration,
        long createdMillis,
        long endMillis) {
    public Instance {
        requireNonNull(id, "id");
        requireNonNull(regionId, "regionId");
        requireNonNull(name, "name");
        requireNonNull(model, "model");
        requireNonNull(haType, "haType");
        requireNonNull(ccnId, "ccnId");
        requireNonNull(acceleration, "acceleration");
    }

    /** Whether it is an app instance, which has users instead of boxes. */
    public boolean isApp() {
        return model == DeviceModel.APP;
    }

    /**
     * What the API shows as its Status.
     *
     * @param anyDeviceOnline whether at least one of its devices is connected; an app instance needs none
     */
    public InstanceStatus status(boolean anyDeviceOnline) {
        if (inArrears) {
            return InstanceStatus.ARREARAGE;
        }
        if (ccnId.isEmpty()) {
            return InstanceStatus.RECEIVED;
        }
        return anyDeviceOnline || isApp() ? InstanceStatus.ACTIVE : InstanceStatus.OFFLINE;
    }

    public Instance withAcceleration(Optional<Acceleration> other) {
        return changed(megabits, userCount, ccnId, inArrears, other);
    }

    public Instance withMegabits(int other) {
        return changed(other, userCount, ccnId, inArrears, acceleration);
    }

    public Instance withUserCount(int other) {
        return changed(megabits, other, ccnId, inArrears, acceleration);
    }

    /** What is ordered of it: users of an app instance, else Mbit/s. */
    public int amount() {
        return isApp() ? userCount : megabits;
    }

    public Instance withAmount(int other) {
        return isApp() ? withUserCount(other) : withMegabits(other);
    }

    public Instance withCcn(Optional<String> other) {
        return changed(megabits, userCount, other, inArrears, acceleration);
    }

    public Instance withArrears(boolean other) {
        return changed(megabits, userCount, ccnId, other, acceleration);
    }

    /** The same instance in what never changes about it. */
    private Instance changed(
            int otherMegabits,
            int otherUserCount,
            Optional<String> otherCcnId,
            boolean isInArrears,
            Optional<Acceleration> otherAcceleration) {
        return new Instance(
                id,
                regionId,
                name,
                model,
                haType,
                otherMegabits,
                otherUserCount,
                otherCcnId,
                isInArrears,
                otherAcceleration,
                createdMillis,
                endMillis);
    }
}
