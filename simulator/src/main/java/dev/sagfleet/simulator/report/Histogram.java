package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often a number was found in each of several ranges of equal width.
 *
 * @param unit of the numbers
 * @param first where the first range begins
 * @param width of each, 1 or more
 * @param counts how many were found in each
 */
public record Histogram(String title, Unit unit, long first, long width, List<Long> counts) implements Chart {
    private static final int RANGES_MAX = 24;

    public Histogram {
        requireNonNull(title, "title");
        requireNonNull(unit, "unit");
        counts = List.copyOf(counts);
    }

    /**
     * That of some numbers.
     *
     * @param numbers one or more, 0 or more each
     * @param widths of ranges that people like, in rising order
     */
    public static Histogram of(String title, Unit unit, long[] numbers, List<Long> widths) {
        long least = LongStream.of(numbers).min().orElseThrow();
        long most = LongStream.of(numbers).max().orElseThrow();
        long width = widths.stream()
                .filter(each -> most / each - least / each < RANGES_MAX)
                .findFirst()
                .orElse((most - least) / (RANGES_MAX - 1) + 1);
        long first = least / width * width;
        long[] counts = new long[Math.toIntExact((most - first) / width + 1)];
        for (long number : numbers) {
            counts[Math.toIntExact((number - first) / width)]++;
        }
        return new Histogram(
                title, unit, first, width, LongStream.of(counts).boxed().toList());
    }

    @Override
    public List<Key> keys() {
        return List.of();
    }

    @Override
    public ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("kind", "histogram");
        data.put("unit", unit.name());
        data.put("unitLabel", unit.label());
        data.put("first", first);
        data.put("width", width);
        ArrayNode all = data.putArray("counts");
        counts.forEach(all::add);
        return data;
    }

    @Override
    public Table figures() {
        return Table.ofText(
                List.of("from", "to", "rehearsals"),
                IntStream.range(0, counts.size())
                        .mapToObj(at -> List.of(
                                unit.text(first + width * at),
                                unit.text(first + width * (at + 1)),
                                Unit.RUNS.text(counts.get(at))))
                        .toList());
    }
}
