package dev.sagfleet.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A list as a table that is printed part by part, however long it is. A column is as wide as its widest cell so far.
 */
public final class ListText {
    private static final String GAP = "  ";

    private final List<ListColumn> columns;
    private final int[] widths;
    private boolean isBegun;

    public ListText(List<ListColumn> columns) {
        this.columns = List.copyOf(columns);
        widths = new int[columns.size()];
    }

    /** The lines of some more items, after the heading if they are the first. */
    public String lines(Iterable<JsonNode> items) {
        List<List<String>> lines = new ArrayList<>();
        if (!isBegun) {
            isBegun = true;
            lines.add(columns.stream().map(ListColumn::name).toList());
        }
        items.forEach(item ->
                lines.add(columns.stream().map(column -> column.cell(item)).toList()));
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        lines.forEach(line -> text.append(padded(line)).append('\n'));
        return text.toString();
    }

    private String padded(List<String> line) {
        var text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            text.append(i == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        return text.toString().stripTrailing();
    }
}
