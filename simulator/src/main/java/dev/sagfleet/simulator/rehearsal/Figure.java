package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Objective;
import java.time.Duration;
import java.util.Optional;

/** What is looked at in each of many rehearsals. */
public enum Figure {
    HALF("50 % upgraded", Unit.TIME),
    MOST("95 % upgraded", Unit.TIME),
    NEARLY_ALL("99 % upgraded", Unit.TIME),
    FINISH("finish", Unit.TIME),
    SUCCEEDED("succeeded", Unit.DEVICES),
    FAILED("failed", Unit.DEVICES),
    SILENT("silent", Unit.DEVICES),
    TOUCHED("touched before halt", Unit.DEVICES),
    EGRESS("peak egress", Unit.BITS_PER_SECOND);

    /** In the place of a time of what did not come about. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLION = 1_000_000;

    private final String label;
    private final Unit unit;

    /** What a figure is counted in. */
    public enum Unit {
        /** Milliseconds, or {@link #NEVER}. */
        TIME,
        DEVICES,
        BITS_PER_SECOND
    }

    Figure(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** As a person reads it. */
    public String label() {
        return label;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether more of it is better; of all others less is. */
    public boolean isBetterIfMore() {
        return this == SUCCEEDED;
    }

    /** What it is in one rehearsal. */
    public long of(Outcome outcome) {
        Counts counts = outcome.rollout().counts();
        return switch (this) {
            case HALF -> time(outcome.times().half());
            case MOST -> time(outcome.times().most());
            case NEARLY_ALL -> time(outcome.times().nearlyAll());
            case FINISH -> outcome.rollout().state().isOver() ? outcome.took().toMillis() : NEVER;
            case SUCCEEDED -> counts.succeeded();
            case FAILED -> counts.failed();
            case SILENT -> counts.silent();
            case TOUCHED -> outcome.halt().map(Outcome.Halted::touched).orElse(0);
            case EGRESS -> outcome.peakBitsPerSecond();
        };
    }

    /** What an objective looks at, in its own unit. */
    static long of(Objective.Measure measure, Outcome outcome) {
        return switch (measure) {
            case FINISH -> FINISH.of(outcome);
            case TOUCHED_BEFORE_HALT -> TOUCHED.of(outcome);
            case FAILED -> FAILED.of(outcome);
            case SUCCEEDED -> outcome.members() == 0 ? 0 : SUCCEEDED.of(outcome) * MILLION / outcome.members();
            case EGRESS -> EGRESS.of(outcome);
        };
    }

    private static long time(Optional<Duration> span) {
        return span.map(Duration::toMillis).orElse(NEVER);
    }
}
