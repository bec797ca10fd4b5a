package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Objective;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is looked at in each of many rehearsals. */
public enum Figure {
    HALF("upgraded50", "50 % upgraded", Unit.TIME),
    MOST("upgraded95", "95 % upgraded", Unit.TIME),
    NEARLY_ALL("upgraded99", "99 % upgraded", Unit.TIME),
    FINISH("finish", "finish", Unit.TIME),
    SUCCEEDED("succeeded", "succeeded", Unit.DEVICES),
    FAILED("failed", "failed", Unit.DEVICES),
    /** Devices that went back from the image by themselves, at least once; most of them have failed. */
    FELL_BACK("fellBack", "fell back", Unit.DEVICES),
    SILENT("silent", "silent", Unit.DEVICES),
    /** Devices that went away to start an image, and have not been heard of again. */
    LOST("lost", "lost", Unit.DEVICES),
    TOUCHED("touchedBeforeHalt", "touched before halt", Unit.DEVICES),
    TOUCHED_IN_ALL("touched", "touched", Unit.DEVICES),
    /** Devices on which the image is bad, and that have begun to install it. */
    HIT("hitByBadImage", "hit by bad image", Unit.DEVICES),
    /** From the start until it halted after a device had been hit. */
    CAUGHT("badImageCaught", "bad image caught", Unit.TIME),
    EGRESS("peakEgress", "peak egress", Unit.BITS_PER_SECOND),
    MEAN_EGRESS("meanEgress", "mean egress", Unit.BITS_PER_SECOND),
    WITHOUT_ACCELERATION("withoutAcceleration", "without acceleration", Unit.DEVICE_TIME);

    /** In the place of a time of what did not come about. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLION = 1_000_000;

    private final String key;
    private final String label;
    private final Unit unit;

    /** What a figure is counted in. */
    public enum Unit {
        /** Milliseconds, or {@link #NEVER}. */
        TIME,
        DEVICES,
        BITS_PER_SECOND,
        /** Milliseconds of all devices together. */
        DEVICE_TIME
    }

    Figure(String key, String label, Unit unit) {
        this.key = key;
        this.label = label;
        this.unit = unit;
    }

    /** Those that there are of some outcomes: those of bad images only where there was to be one. */
    public static List<Figure> of(List<Outcome> outcomes) {
        boolean isBad = outcomes.stream().anyMatch(outcome -> outcome.hits().isPresent());
        return Arrays.stream(values())
                .filter(figure -> isBad || (figure != HIT && figure != CAUGHT))
                .toList();
    }

    /** As a program reads it; it stays what it is. */
    public String key() {
        return key;
    }

    /** As a person reads it. */
    public String label() {
        return label;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether more or less of it is better, and not just different. */
    public boolean isJudged() {
        return this != TOUCHED_IN_ALL && this != MEAN_EGRESS;
    }

    /** Whether more of it is better; of all others that are judged less is. */
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
            case FELL_BACK -> outcome.losses().fellBack();
            case SILENT -> counts.silent();
            case LOST -> outcome.losses().lost();
            case TOUCHED -> outcome.halt().map(Outcome.Halted::touched).orElse(0);
            case TOUCHED_IN_ALL -> outcome.touched();
            case HIT -> outcome.hits().map(Outcome.Hits::devices).orElse(0);
            case CAUGHT ->
                time(outcome.halt()
                        .filter(halted -> outcome.caught().equals(Optional.of(Outcome.Catch.CAUGHT)))
                        .map(Outcome.Halted::after));
            case EGRESS -> outcome.peakBitsPerSecond();
            case MEAN_EGRESS -> outcome.meanBitsPerSecond();
            case WITHOUT_ACCELERATION -> outcome.losses().withoutAccelerationMillis();
        };
    }

    /** What an objective looks at, in its own unit. */
    static long of(Objective.Measure measure, Outcome outcome) {
        return switch (measure) {
            case FINISH -> FINISH.of(outcome);
            case TOUCHED_BEFORE_HALT -> TOUCHED.of(outcome);
            case FAILED -> FAILED.of(outcome);
            case FELL_BACK -> FELL_BACK.of(outcome);
            case SILENT -> SILENT.of(outcome);
            case LOST -> LOST.of(outcome);
            case SUCCEEDED -> outcome.members() == 0 ? 0 : SUCCEEDED.of(outcome) * MILLION / outcome.members();
            case EGRESS -> EGRESS.of(outcome);
        };
    }

    private static long time(Optional<Duration> span) {
        return span.map(Duration::toMillis).orElse(NEVER);
    }
}
