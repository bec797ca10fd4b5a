package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When devices may upgrade by themselves: windows that open again and again, each for a while. A window opens at a time
 * of day in a zone, and is open for elapsed time; its end is not part of it.
 *
 * <p>A time that daylight saving skips opens at the end of the gap, and one that comes twice opens the first time. Source:
 * rollout rule R16.
 *
 * @param cron a Quartz cron expression, seconds first: {@code 0 0 4 1/1 * ?}
 * @param open how long a window is open; whole minutes, 1 or more
 * @see <a href="https://www.quartz-scheduler.org/documentation/">Quartz, CronTrigger</a>
 */
public record UpgradeSchedule(String cron, ZoneId zone, Duration open) {
    /** How far into their windows devices begin at most, so that not all that have the same begin at once. */
    public static final Duration JITTER = Duration.ofMinutes(5);

    private static final int CRON_LENGTH_MAX = 256;

    /** A list of nothing, which Quartz takes, and then cannot go by. */
    private static final Pattern NO_VALUE = Pattern.compile("(^|\\s),+(\\s|$)");

    public UpgradeSchedule {
        requireNonNull(zone, "zone");
        if (cron.length() > CRON_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "cron: " + cron.length() + " characters (expected: at most " + CRON_LENGTH_MAX + ')');
        }
        if (open.compareTo(Duration.ofMinutes(1)) < 0 || !open.equals(open.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException("open: " + open + " (expected: whole minutes, PT1M or more)");
        }
        parse(cron);
    }

    /** When a window opens next, at this moment or later; nothing if none ever does. */
    public Optional<Instant> nextOpening(Instant from) {
        CronExpression expression = parse(cron);
        LocalDateTime after = localFrom(from);
        while (true) {
            Optional<LocalDateTime> local = nextAfter(expression, after);
            if (local.isEmpty()) {
                return Optional.empty();
            }
            Instant opening = at(local.get());
            if (!opening.isBefore(from)) {
                return Optional.of(opening);
            }
            after = local.get();
        }
    }

    /**
     * The window of a device that begins next, at this moment or later: it opens as far into that of all as is drawn for
     * the device.
     */
    public Optional<UpgradeWindow> nextFor(SerialNumber serial, Instant from) {
        Duration jitter = jitterOf(serial);
        return nextOpening(from.minus(jitter))
                .map(opening -> new UpgradeWindow(
                        opening.plus(jitter).toEpochMilli(), opening.plus(open).toEpochMilli()));
    }

    /** The window of a device that begins at this moment, as {@link #nextFor} has told it. */
    public UpgradeWindow windowAt(SerialNumber serial, long opensAtMillis) {
        long openMillis = open.minus(jitterOf(serial)).toMillis();
        return new UpgradeWindow(opensAtMillis, opensAtMillis + openMillis);
    }

    /** Drawn for the device and this purpose alone, in whole seconds, and shorter than any window. */
    private Duration jitterOf(SerialNumber serial) {
        long most = Math.min(JITTER.toSeconds(), open.toSeconds() / 2);
        String drawn = Digest.ofText("auto upgrade " + serial.text()).hex().substring(0, 8);
        return Duration.ofSeconds(Long.parseLong(drawn, 16) % (most + 1));
    }

    /** The time of day which the times that follow are after, and none before. */
    private LocalDateTime localFrom(Instant from) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(from.plusNanos(1));
        LocalDateTime local = LocalDateTime.ofInstant(from, zone).minusNanos(1);
        if (last == null) {
            return local;
        }
        boolean isAtEndOfGap = last.isGap() && last.getInstant().equals(from);
        // Until the clock has gone through what it has already shown, no window opens.
        boolean isSecondTime = last.isOverlap() && local.isBefore(last.getDateTimeBefore());
        return isAtEndOfGap || isSecondTime ? last.getDateTimeBefore().minusNanos(1) : local;
    }

    private Instant at(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** Quartz counts in times of day that have no daylight saving. Its times are whole seconds after another. */
    private static Optional<LocalDateTime> nextAfter(CronExpression expression, LocalDateTime after) {
        Instant before = after.toInstant(ZoneOffset.UTC);
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(before)))
                .map(found -> LocalDateTime.ofInstant(found.toInstant(), ZoneOffset.UTC));
    }

    private static CronExpression parse(String cron) {
        if (NO_VALUE.matcher(cron).find()) {
            throw malformed(cron, null);
        }
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return expression;
        } catch (ParseException | RuntimeException e) {
            throw malformed(cron, e);
        }
    }

    private static IllegalArgumentException malformed(String cron, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "cron: " + cron + " (expected: a Quartz cron expression, as 0 0 4 1/1 * ?)", cause);
    }
}
