package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Objective;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What is looked at in each of many rehearsals. */
public enum Figure {
    HALF("50 % upgraded", Unit.TIME, outcome -> time(outcome.times().half())),
    MOST("95 % upgraded", Unit.TIME, outcome -> time(outcome.times().most())),
    NEARLY_ALL("99 % upgraded", Unit.TIME, outcome -> time(outcome.times().nearlyAll())),
    FINISH(
            "finish",
            Unit.TIME,
            outcome -> outcome.rollout().state().isOver() ? outcome.took().toMillis() : Figure.NEVER),
    SUCCEEDED("succeeded", Unit.DEVICES, outcome -> outcome.rollout().counts().succeeded()),
    FAILED("failed", Unit.DEVICES, outcome -> outcome.rollout().counts().failed()),
    SILENT("silent", Unit.DEVICES, outcome -> outcome.rollout().counts().silent()),
    TOUCHED("touched before halt", Unit.DEVICES, outcome -> outcome.halt()
            .map(halt -> (long) halt.touched())
            .orElse(0L)),
    EGRESS("peak egress", Unit.BITS_PER_SECOND, Outcome::peakBitsPerSecond);

    /** In the place of a time of what did not come about. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLION = 1_000_000;

    private final String label;
    private final Unit unit;
    private final ToLongFunction<Outcome> value;

    /** What a figure is counted in. */
    public enum Unit {
        /** Milliseconds, or {@link #NEVER}. */
        TIME,
        DEVICES,
        BITS_PER_SECOND
    }

    Figure(String label, Unit unit, ToLongFunction<Outcome> value) {
        this.label = label;
        this.unit = unit;
        this.value = value;
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
        return value.applyAsLong(outcome);
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
