package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.Arrays;
import java.util.Optional;

/** How an instance is backed up, as the API's HaType and DeviceLevelBackupType spell it. */
public enum HaType {
    NO_BACKUP("no_backup"),
    COLD_BACKUP("cold_backup"),
    WARM_BACKUP("warm_backup");

    private final String apiName;

    HaType(String apiName) {
        this.apiName = apiName;
    }

    public static Optional<HaType> named(String apiName) {
        return Arrays.stream(values())
                .filter(type -> type.apiName.equals(apiName))
                .findFirst();
    }

    public String apiName() {
        return apiName;
    }

    /** Whether an instance of this kind has two devices. */
    public boolean isPair() {
        return this != NO_BACKUP;
    }

    /** Whether a model is sold so: an SAG-1000 has no cold backup, a vCPE and the app no pair at all. */
    public boolean fits(DeviceModel model) {
        return switch (model) {
            case SAG_100WM -> true;
            case SAG_1000 -> this != COLD_BACKUP;
            case SAG_VCPE, APP -> this == NO_BACKUP;
        };
    }
}
