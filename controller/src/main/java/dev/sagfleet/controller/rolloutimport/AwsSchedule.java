package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.InstallTime;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a job of AWS IoT begins, ends, and is allowed to work. */
final class AwsSchedule {
    private static final List<String> KEYS = List.of("startTime", "endTime", "endBehavior", "maintenanceWindows");
    private static final Pattern CRON = Pattern.compile("\\s*(?:cron\\()?\\s*([^()]+?)\\s*\\)?\\s*");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int WINDOWS_MAX = 20;
    private static final int WINDOW_MINUTES_MAX = 1_430;

    private final YamlKeys job;
    private final Optional<YamlKeys> config;
    private final ImportNotes notes;
    private final Instant now;

    AwsSchedule(YamlKeys job, ImportNotes notes, Instant now) {
        this.job = job;
        config = job.nested("schedulingConfig");
        this.notes = notes;
        this.now = now;
    }

    void mention() {
        config.ifPresent(keys -> {
            notes.unknown(keys, KEYS);
            keys.optional("startTime", AwsSchedule::time);
            notes.missing(keys, "startTime", "nothing: it begins when it is started");
        });
    }

    /** Counted from the start that the job says, or from now. */
    Optional<End> end() {
        return config.flatMap(
                keys -> keys.optional("endTime", AwsSchedule::time).flatMap(end -> {
                    Instant start =
                            keys.optional("startTime", AwsSchedule::time).orElse(now);
                    Duration after = Duration.between(start, end);
                    if (after.compareTo(Duration.ofMinutes(1)) < 0 || after.compareTo(LONGEST) > 0) {
                        job.problems()
                                .add(keys.where("endTime").refusal("a time after its start, by ten years at most"));
                        return Optional.empty();
                    }
                    End.Then then = then(keys);
                    notes.differs(
                            keys.where("endTime"),
                            "endTime: " + end,
                            "end: " + after.toMinutes() + "m after the start, whenever that is");
                    return Optional.of(new End(Duration.ofMinutes(after.toMinutes()), then));
                }));
    }

    private End.Then then(YamlKeys keys) {
        String behavior = keys.optional(
                        "endBehavior",
                        value -> value.choice(
                                text -> Optional.of(text)
                                        .filter(List.of("STOP_ROLLOUT", "CANCEL", "FORCE_CANCEL")::contains),
                                "STOP_ROLLOUT, CANCEL or FORCE_CANCEL"))
                .orElse("STOP_ROLLOUT");
        if (behavior.equals("FORCE_CANCEL")) {
            notes.missing(keys, "endBehavior", "then: cancel; what is being written is written to its end");
        }
        return behavior.equals("STOP_ROLLOUT") ? End.Then.STOP : End.Then.CANCEL;
    }

    /** The first of those that the job has. */
    Optional<Window> window(Targets targets) {
        List<YamlValue> windows = config.flatMap(
                        keys -> keys.optional("maintenanceWindows", value -> value.items(0, WINDOWS_MAX)))
                .orElse(List.of());
        windows.stream().skip(1).forEach(window -> notes.missing(window, "nothing: only the first one is taken"));
        return windows.stream()
                .findFirst()
                .flatMap(window -> YamlKeys.of(window, job.problems()))
                .flatMap(keys -> window(keys, targets));
    }

    private Optional<Window> window(YamlKeys keys, Targets targets) {
        Optional<Duration> open = keys.required("durationInMinutes", value -> {
            Duration minutes = Duration.ofMinutes(value.integer(1, WINDOW_MINUTES_MAX, "minutes"));
            if (minutes.compareTo(InstallTime.leastOf(targets.models())) < 0) {
                throw value.refusal("a window in which an image can be installed");
            }
            return minutes;
        });
        return keys.required("startTime", value -> value.choice(AwsSchedule::quartz, "cron(minutes hours ...)"))
                .flatMap(cron -> open.flatMap(span -> window(keys.where("startTime"), cron, span)));
    }

    private Optional<Window> window(YamlValue where, String cron, Duration open) {
        try {
            var window = new Window(cron, open, Optional.of(ZoneOffset.UTC));
            if (window.of(ZoneOffset.UTC).nextOpening(now).isPresent()) {
                return Optional.of(window);
            }
            job.problems().add(where.refusal("a time that comes"));
        } catch (IllegalArgumentException e) {
            job.problems().add(where.refusal("a cron expression of six fields, minutes first"));
        }
        return Optional.empty();
    }

    /** With the seconds, of which AWS has none. */
    private static Optional<String> quartz(String text) {
        Matcher matcher = CRON.matcher(text);
        return matcher.matches() ? Optional.of("0 " + matcher.group(1).replaceAll("\\s+", " ")) : Optional.empty();
    }

    private static Instant time(YamlValue value) {
        return value.choice(
                text -> {
                    try {
                        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
                        return Optional.of(
                                LocalDateTime.parse(local.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                },
                "a time of UTC, as 2026-12-01T02:00");
    }
}
