package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.InstallTime;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import dev.sagfleet.controller.rollout.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What the key {@code window} may say: one that opens, and long enough to install an image. */
final class WindowReader {
    private static final String DEVICE = "device";
    private static final int CRON_LENGTH_MAX = 256;

    static Optional<Window> read(YamlKeys keys, Targets targets, Instant now) {
        return keys.nested("window", List.of("cron", "for", "zone")).flatMap(window -> {
            Optional<Optional<ZoneId>> zone =
                    window.has("zone") ? window.optional("zone", WindowReader::zone) : Optional.of(Optional.empty());
            Optional<Duration> open = window.required("for", value -> open(value, targets));
            ZoneId clock = zone.flatMap(it -> it).orElse(ZoneOffset.UTC);
            return window.required("cron", value -> cron(value, clock, now))
                    .flatMap(cron -> open.flatMap(span -> zone.map(it -> new Window(cron, span, it))));
        });
    }

    private static Optional<ZoneId> zone(YamlValue value) {
        return value.choice(
                text -> {
                    Optional<ZoneId> zone = known(text);
                    return zone.isPresent() || text.equals(DEVICE) ? Optional.of(zone) : Optional.empty();
                },
                "device, for that of each device, or a time zone, as Asia/Shanghai");
    }

    private static Optional<ZoneId> known(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration open(YamlValue value, Targets targets) {
        Duration open = value.choice(
                text -> SpanText.parse(text)
                        .filter(span -> SpanText.isWithin(span, Duration.ofMinutes(1)))
                        .filter(span -> span.equals(span.truncatedTo(ChronoUnit.MINUTES))),
                "whole minutes, 1m or more, as 90m or 2h");
        Duration least = InstallTime.leastOf(targets.models());
        if (open.compareTo(least) < 0) {
            throw value.refusal(SpanText.of(least) + " or more: no install is shorter");
        }
        return open;
    }

    private static String cron(YamlValue value, ZoneId zone, Instant now) {
        String expected = "a Quartz cron expression, seconds first, as 0 0 2 ? * MON-FRI";
        if (value.text(1, CRON_LENGTH_MAX).isBlank()) {
            throw value.refusal(expected);
        }
        UpgradeSchedule schedule =
                value.parsed(text -> new UpgradeSchedule(text, zone, Duration.ofMinutes(1)), expected);
        if (schedule.nextOpening(now).isEmpty()) {
            throw value.refusal("a time that comes: this one never does after " + now.truncatedTo(ChronoUnit.SECONDS));
        }
        return schedule.cron();
    }

    private WindowReader() {}
}
