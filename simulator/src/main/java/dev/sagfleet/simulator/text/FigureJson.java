package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Proportion;
import dev.sagfleet.simulator.rehearsal.Quantile;
import org.jspecify.annotations.Nullable;

/** Figures of rehearsals for a program. What never came about, and a bound that there is not, is null. */
final class FigureJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final double MILLION = 1e6;

    /** What a figure is, without a value. */
    static ObjectNode of(Figure figure) {
        String better = "neither";
        if (figure.isJudged()) {
            better = figure.isBetterIfMore() ? "more" : "less";
        }
        return NODES.objectNode()
                .put("key", figure.key())
                .put("label", figure.label())
                .put("unit", unit(figure.unit()))
                .put("better", better);
    }

    static String unit(Figure.Unit unit) {
        return switch (unit) {
            case TIME -> "ms";
            case DEVICES -> "devices";
            case BITS_PER_SECOND -> "bit/s";
            case DEVICE_TIME -> "device ms";
        };
    }

    static String unit(Objective.Measure measure) {
        return switch (measure) {
            case FINISH -> "ms";
            case TOUCHED_BEFORE_HALT, FAILED, FELL_BACK, SILENT, LOST -> "devices";
            case SUCCEEDED -> "millionths of the members";
            case EGRESS -> "bit/s";
        };
    }

    static ObjectNode of(Quantile found) {
        return NODES.objectNode()
                .put("value", bounded(found.value()))
                .put("low", bounded(found.low()))
                .put("high", bounded(found.high()));
    }

    static @Nullable Long bounded(long value) {
        boolean isNone = value == Figure.NEVER || value == -Figure.NEVER || value == Quantile.UNBOUNDED_BELOW;
        return isNone ? null : value;
    }

    static ObjectNode of(Proportion share) {
        return NODES.objectNode()
                .put("runs", share.hits())
                .put("share", rounded(share.share()))
                .put("low", rounded(share.low()))
                .put("high", rounded(share.high()));
    }

    private static double rounded(double share) {
        return StrictMath.rint(share * MILLION) / MILLION;
    }

    private FigureJson() {}
}
