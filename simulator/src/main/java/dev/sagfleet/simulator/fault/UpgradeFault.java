package dev.sagfleet.simulator.fault;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.simulator.fault.UpgradeFaultKind.Occasion;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing that can go wrong with an upgrade: {@code boot}, {@code power@installing}, {@code drop@50%} or
 * {@code crash@6h}.
 *
 * @param moment when it strikes, or how long it takes; absent if that is left to the kind
 */
public record UpgradeFault(UpgradeFaultKind kind, Optional<Moment> moment) {
    /** What {@link #parse} takes, for a person. */
    public static final String FORM = "one of " + UpgradeFaultKind.labels();

    private static final Duration CRASH_AFTER = Duration.ofHours(6);
    private static final Duration POSTPONED_BY = Duration.ofHours(4);

    public UpgradeFault {
        requireNonNull(kind, "kind");
        if (moment.isPresent() && !kind.allows(moment.get())) {
            throw new IllegalArgumentException(
                    "moment: " + moment.get() + " (expected: what " + kind.label() + " may have)");
        }
    }

    public static UpgradeFault of(UpgradeFaultKind kind) {
        return new UpgradeFault(kind, Optional.empty());
    }

    /** What a text means; nothing if it means no fault. */
    public static Optional<UpgradeFault> parse(String text) {
        int at = text.indexOf('@');
        Optional<UpgradeFaultKind> kind = UpgradeFaultKind.labelled(at < 0 ? text : text.substring(0, at));
        if (at < 0) {
            return kind.map(UpgradeFault::of);
        }
        return kind.flatMap(known -> Moment.parse(text.substring(at + 1))
                .filter(known::allows)
                .map(moment -> new UpgradeFault(known, Optional.of(moment))));
    }

    /** When it can come about. What strikes at a moment of an attempt can do so once in each. */
    public Occasion occasion() {
        boolean isOnce = moment.isPresent() && kind.occasion() != Occasion.QUESTION;
        return isOnce ? Occasion.ATTEMPT : kind.occasion();
    }

    /**
     * The same as somebody means it who wants to see it once: what comes about by the minute or the hour strikes as soon
     * as a part of the image is there.
     */
    UpgradeFault soon() {
        boolean isTimed = !occasion().length().isZero();
        return isTimed ? new UpgradeFault(kind, Optional.of(new Moment.Fetched(1))) : this;
    }

    /** How long it takes, of a kind that takes its time. */
    Duration duration() {
        Duration otherwise = kind == UpgradeFaultKind.CRASH ? CRASH_AFTER : POSTPONED_BY;
        return moment.filter(Moment.After.class::isInstance)
                .map(after -> ((Moment.After) after).duration())
                .orElse(otherwise);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return kind.label() + moment.map(when -> "@" + when).orElse("");
    }
}
