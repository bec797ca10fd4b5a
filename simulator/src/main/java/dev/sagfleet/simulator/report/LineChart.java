package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers over time, each with the band that most of them lie in.
 *
 * @param unit of all of them
 * @param limit a line across all of it; absent if there is none
 * @param isStepped whether a number holds for the whole step that ends then, as the highest of it
 */
public record LineChart(
        String title, TimeAxis axis, Unit unit, List<Line> lines, Optional<Limit> limit, boolean isStepped)
        implements Chart {
    /** The most lines: there are no more colours that everybody can tell apart. */
    public static final int LINES_MAX = 6;

    /**
     * One number for each of the times.
     *
     * @param low the lower edge of its band, likewise; equal to the middle if there is no band
     */
    public record Line(String label, List<Long> low, List<Long> middle, List<Long> high) {
        public Line {
            low = List.copyOf(low);
            middle = List.copyOf(middle);
            high = List.copyOf(high);
        }

        boolean hasBand() {
            return !low.equals(middle) || !high.equals(middle);
        }
    }

    /** What is not to be passed. */
    public record Limit(String label, long value) {}

    public LineChart {
        requireNonNull(title, "title");
        requireNonNull(axis, "axis");
        requireNonNull(unit, "unit");
        requireNonNull(limit, "limit");
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("lines: " + lines.size() + " (expected: 1 to " + LINES_MAX + ')');
        }
        for (Line line : lines) {
            if (line.middle().size() != axis.count()) {
                throw new IllegalArgumentException(
                        line.label() + ": " + line.middle().size() + " numbers (expected: " + axis.count() + ')');
            }
        }
    }

    @Override
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        lines.forEach(line -> keys.add(new Key(line.label(), keys.size() + 1)));
        limit.ifPresent(most -> keys.add(new Key(most.label(), 0)));
        return keys;
    }

    @Override
    public ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("kind", "lines");
        data.put("beginMillis", axis.begin().toEpochMilli());
        data.put("stepMillis", axis.stepMillis());
        data.put("unit", unit.name());
        data.put("unitLabel", unit.label());
        data.put("stepped", isStepped);
        ArrayNode all = data.putArray("lines");
        for (Line line : lines) {
            ObjectNode one = all.addObject().put("label", line.label());
            put(one.putArray("middle"), line.middle());
            if (line.hasBand()) {
                put(one.putArray("low"), line.low());
                put(one.putArray("high"), line.high());
            }
        }
        limit.ifPresent(most -> data.put("limit", most.value()).put("limitLabel", most.label()));
        return data;
    }

    private static void put(ArrayNode array, List<Long> numbers) {
        numbers.forEach(array::add);
    }

    @Override
    public Table figures() {
        List<String> columns = new ArrayList<>(List.of("until (UTC)"));
        lines.forEach(line -> columns.add(line.label()));
        return Table.ofText(
                columns,
                axis.few()
                        .mapToObj(at -> {
                            List<String> row = new ArrayList<>(List.of(axis.text(at)));
                            lines.forEach(line -> row.add(text(line, at)));
                            return row;
                        })
                        .map(List::copyOf)
                        .toList());
    }

    private String text(Line line, int at) {
        String middle = unit.text(line.middle().get(at));
        return line.hasBand()
                ? middle + " (" + unit.text(line.low().get(at)) + " to "
                        + unit.text(line.high().get(at)) + ')'
                : middle;
    }
}
