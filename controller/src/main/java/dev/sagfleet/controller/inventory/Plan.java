package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A bandwidth plan for application acceleration, an ApplicationBandwidthPackage.
 *
 * @param megabits what it can carry, in Mbit/s
 * @param lockReason why it is locked ({@code financial} for one); absent while its business status is Normal
 */
public record Plan(
        String id, String regionId, String name, int megabits, Optional<String> lockReason, long createdMillis) {
    public Plan {
        requireNonNull(id, "id");
        requireNonNull(regionId, "regionId");
        requireNonNull(name, "name");
        requireNonNull(lockReason, "lockReason");
    }

    public boolean isNormal() {
        return lockReason.isEmpty();
    }

    Plan withMegabits(int other) {
        return new Plan(id, regionId, name, other, lockReason, createdMillis);
    }

    public Plan withLock(Optional<String> reason) {
        return new Plan(id, regionId, name, megabits, reason, createdMillis);
    }
}
