package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of the health of a wave.
 *
 * @param verdict that holds now
 * @param dueMillis when figures are asked for next; {@link PhaseClock#NEVER} if they are not
 * @param figures the latest; absent before the first
 * @param atMillis when they were taken; 0 before the first
 */
public record Checkup(Wave.Verdict verdict, long dueMillis, Optional<HealthFigures> figures, long atMillis) {
    /** Nobody has asked yet. */
    public static final Checkup NONE = new Checkup(Wave.Verdict.UNKNOWN, PhaseClock.NEVER, Optional.empty(), 0);

    public Checkup {
        requireNonNull(verdict, "verdict");
        requireNonNull(figures, "figures");
    }

    Checkup dueAt(long millis) {
        return new Checkup(verdict, millis, figures, atMillis);
    }

    /** With figures asked for: those from before speak for nothing any more, though against it until there are others. */
    Checkup asked(long nextMillis) {
        return new Checkup(
                verdict == Wave.Verdict.WELL ? Wave.Verdict.UNKNOWN : verdict, nextMillis, figures, atMillis);
    }

    Checkup found(Wave.Verdict other, HealthFigures latest, long nowMillis) {
        return new Checkup(other, dueMillis, Optional.of(latest), nowMillis);
    }

    /** With what speaks against the wave accepted. */
    Checkup accepted() {
        return new Checkup(verdict == Wave.Verdict.WELL ? verdict : Wave.Verdict.UNKNOWN, dueMillis, figures, atMillis);
    }

    /** What the latest figures say, for a person. */
    public String text(Health health) {
        return figures.map(latest -> latest.text(health)).orElse("not measured yet");
    }
}
