package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.Arrays;
import java.util.Optional;

/** Whether an instance has one box or a pair, and how the second one waits. */
public enum HaType {
    /** One box. */
    NO_BACKUP("no_backup", 1),
    /** A pair whose second box is connected when the first one fails. */
    COLD_BACKUP("cold_backup", 2),
    /** A pair whose second box is connected all the time. */
    WARM_BACKUP("warm_backup", 2);

    private final String apiName;
    private final int devices;

    HaType(String apiName, int devices) {
        this.apiName = apiName;
        this.devices = devices;
    }

    /** The type as the OpenAPI and the fleet file spell it, {@code warm_backup} for one. */
    public static Optional<HaType> named(String apiName) {
        return Arrays.stream(values())
                .filter(type -> type.apiName.equals(apiName))
                .findFirst();
    }

    /** As the OpenAPI and the fleet file spell it: {@code warm_backup}. */
    public String apiName() {
        return apiName;
    }

    /** How many boxes an instance of this type has. */
    public int devices() {
        return devices;
    }

    /** Whether a fleet has pairs of this type: an SAG-1000 has no cold backup, a vCPE and the app no pair at all. */
    boolean fits(DeviceModel model) {
        return switch (model) {
            case SAG_100WM -> true;
            case SAG_1000 -> this != COLD_BACKUP;
            case SAG_VCPE, APP -> this == NO_BACKUP;
        };
    }
}
