package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.time.Duration;
import java.util.List;

/**
 * How long a device takes from the last byte of an image until it runs it, its boot included. Assumed and not measured:
 * there are no public figures.
 *
 * @param least of any device of a model
 * @param likely of most of them
 */
public record InstallTime(Duration least, Duration likely) {
    private static final InstallTime SMALL_BOX = new InstallTime(Duration.ofSeconds(90), Duration.ofMinutes(4));
    private static final InstallTime LARGE_BOX = new InstallTime(Duration.ofMinutes(2), Duration.ofMinutes(5));
    private static final InstallTime APP = new InstallTime(Duration.ofSeconds(5), Duration.ofSeconds(20));

    /** That of devices of a model. */
    public static InstallTime of(DeviceModel model) {
        return switch (model) {
            case SAG_100WM -> SMALL_BOX;
            case SAG_1000, SAG_VCPE -> LARGE_BOX;
            case APP -> APP;
        };
    }

    /** The shortest that a device of these models takes; of any model if there are none. */
    public static Duration leastOf(List<DeviceModel> models) {
        List<DeviceModel> meant = models.isEmpty() ? List.of(DeviceModel.values()) : models;
        return meant.stream()
                .map(model -> of(model).least())
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
