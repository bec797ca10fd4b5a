package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/** The policies of automatic upgrades, one a device at most. */
public interface PolicyRepository {
    Optional<AutoUpgradePolicy> find(SerialNumber serial);

    /** When the first of them is due, in milliseconds since 1970; nothing if none ever is. */
    Optional<Long> earliestMillis();

    /** The same in a transaction. */
    interface Writable extends PolicyRepository {
        /** Those that are due at a time, the earliest first and of the same time by serial number; so many at most. */
        List<AutoUpgradePolicy> due(long nowMillis, int most);

        /** Adds the policy of a device, or replaces it. */
        void save(AutoUpgradePolicy policy);

        /** Takes the policy of a device away. */
        void remove(SerialNumber serial);
    }
}
