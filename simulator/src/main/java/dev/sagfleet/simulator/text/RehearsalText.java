package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.control.RolloutView;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.rehearsal.Limbo;
import dev.sagfleet.simulator.rehearsal.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code sag rehearse} says. */
public final class RehearsalText {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How far a rehearsal has come, in one line. */
    public static String progress(Instant now, Rollout rollout) {
        Counts counts = rollout.counts();
        return String.format(
                Locale.ROOT,
                "%s  wave %d of %d  %,d of %,d upgraded, %,d failed, %,d silent, %,d active",
                DAY.format(now),
                Math.min(rollout.frontier() + 1, rollout.waves().size()),
                rollout.waves().size(),
                counts.succeeded(),
                counts.judged(),
                counts.failed(),
                counts.silent(),
                counts.active());
    }

    /** How many were upgraded in the virtual hour from one to the other, as an end of that line. */
    public static String rate(Rollout before, Rollout after) {
        int upgraded = after.counts().succeeded() - before.counts().succeeded();
        return String.format(Locale.ROOT, ", %,d an hour", Math.max(0, upgraded));
    }

    /** What came of one. */
    public static String of(Outcome outcome) {
        Rollout rollout = outcome.rollout();
        Set<Integer> stuck = outcome.limbo().stream()
                .flatMap(limbo -> limbo.stuck().stream())
                .map(Limbo.Stuck::wave)
                .collect(Collectors.toSet());
        String picture = RolloutPicture.ofStuck(
                RolloutView.whole(rollout, outcome.causes(), outcome.end().toEpochMilli()), ZoneOffset.UTC, stuck);
        TextTable table = TextTable.ofWords();
        table.add(
                "took",
                SpanText.of(outcome.took())
                        + (outcome.hasEnded() ? "" : " up to the bound (--until), and has not ended"));
        table.add("50 % upgraded", after(outcome.times().half()));
        table.add("95 % upgraded", after(outcome.times().most()));
        table.add("99 % upgraded", after(outcome.times().nearlyAll()));
        table.add("touched", devices(outcome.touched()));
        outcome.halt()
                .ifPresent(halt -> table.add(
                        "halted",
                        String.format(
                                Locale.ROOT,
                                "in wave %d after %s, %s touched by then",
                                halt.wave(),
                                SpanText.of(halt.after()),
                                devices(halt.touched()))));
        Outcome.Losses losses = outcome.losses();
        table.add(
                "fell back",
                devices(losses.fellBack())
                        + String.format(Locale.ROOT, ", %,d more never heard of again", losses.lost()));
        outcome.afterwards().ifPresent(after -> table.add("afterwards", afterwards(after)));
        outcome.hits().ifPresent(hits -> table.add("bad image", BadImageText.of(outcome, hits)));
        table.add("unaccelerated", FigureText.deviceHours(losses.withoutAccelerationMillis()) + " device hours");
        table.add(
                "egress",
                String.format(
                        Locale.ROOT,
                        "%,.0f Mbit/s at most, %,.1f Mbit/s in the mean",
                        outcome.peakBitsPerSecond() / BITS_PER_MEGABIT,
                        outcome.meanBitsPerSecond() / BITS_PER_MEGABIT));
        table.add("story", String.format(Locale.ROOT, "%,d lines, hash %s", outcome.lines(), outcome.hash()));
        return picture
                + '\n'
                + table.text()
                + outcome.limbo().map(LimboText::of).orElse("");
    }

    /** So many of them, in words. */
    static String devices(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d device" : "%,d devices", count);
    }

    private static String afterwards(Outcome.Afterwards after) {
        return String.format(
                Locale.ROOT,
                "%,d of these fell back in the %s after the end",
                after.fellBack(),
                SpanText.of(after.span()));
    }

    private static String after(Optional<Duration> time) {
        return time.map(span -> "after " + SpanText.of(span)).orElse("never");
    }

    /** How fast it went. */
    public static String speed(Outcome outcome, int devices, long nanos) {
        return String.format(
                Locale.ROOT,
                "%,d events, %,.1f for each device, in %.1f s (%,.0f a second)",
                outcome.events(),
                (double) outcome.events() / Math.max(1, devices),
                nanos / NANOS_A_SECOND,
                nanos == 0 ? 0 : outcome.events() * NANOS_A_SECOND / nanos);
    }

    private RehearsalText() {}
}
