package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When devices are offered the image: windows that open again and again. Source: rollout rule R16.
 *
 * @param cron a Quartz cron expression, seconds first
 * @param open how long each is open, in elapsed time; whole minutes, 1 or more
 * @param zone of the time of day; each device's own if absent
 */
public record Window(String cron, Duration open, Optional<ZoneId> zone) {
    public Window {
        requireNonNull(zone, "zone");
        Spans.require(open, Duration.ofMinutes(1), "for");
        var unused = new UpgradeSchedule(cron, zone.orElse(ZoneOffset.UTC), open);
    }

    /** The windows of a device in this zone. */
    public UpgradeSchedule of(ZoneId device) {
        return new UpgradeSchedule(cron, zone.orElse(device), open);
    }
}
