package dev.sagfleet.simulator.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares over time for several things at once.
 *
 * @param rows from top to bottom
 */
public record HeatMap(String title, TimeAxis axis, List<Row> rows) implements Chart {
    private static final int COLUMNS_MAX = 8;

    /**
     * One of them.
     *
     * @param mille for each of the times, 0 to 1000
     */
    public record Row(String label, List<Integer> mille) {
        public Row {
            mille = List.copyOf(mille);
        }
    }

    public HeatMap {
        requireNonNull(title, "title");
        requireNonNull(axis, "axis");
        rows = List.copyOf(rows);
    }

    @Override
    public List<Key> keys() {
        return List.of();
    }

    @Override
    public ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("kind", "heat");
        data.put("beginMillis", axis.begin().toEpochMilli());
        data.put("stepMillis", axis.stepMillis());
        ArrayNode all = data.putArray("rows");
        for (Row row : rows) {
            ArrayNode mille = all.addObject().put("label", row.label()).putArray("mille");
            row.mille().forEach(mille::add);
        }
        return data;
    }

    @Override
    public Table figures() {
        int each = (axis.count() + COLUMNS_MAX - 1) / COLUMNS_MAX;
        List<Integer> shown = IntStream.range(0, axis.count())
                .filter(at -> (axis.count() - 1 - at) % each == 0)
                .boxed()
                .toList();
        List<String> columns = new ArrayList<>(List.of("sites"));
        shown.forEach(at -> columns.add(axis.text(at)));
        return Table.ofText(
                columns,
                rows.stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>(List.of(row.label()));
                            shown.forEach(
                                    at -> cells.add(Unit.MILLE.text(row.mille().get(at))));
                            return List.copyOf(cells);
                        })
                        .toList());
    }
}
