package dev.sagfleet.simulator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Lines of cells for a person, each column as wide as its widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    private final int firstNumber;
    private final List<List<String>> lines = new ArrayList<>();

    private TextTable(int firstNumber) {
        this.firstNumber = firstNumber;
    }

    /** A table whose cells all stand to the left. */
    public static TextTable ofWords() {
        return new TextTable(Integer.MAX_VALUE);
    }

    /** A table whose cells from this column on, counted from 0, stand to the right. */
    public static TextTable withNumbersFrom(int column) {
        return new TextTable(column);
    }

    /** Adds a line; it may be shorter than others. */
    public TextTable add(String... cells) {
        lines.add(List.of(cells));
        return this;
    }

    /** The lines, without blanks at their ends. */
    public String text() {
        int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> line : lines) {
            var cells = new StringJoiner(GAP);
            for (int i = 0; i < line.size(); i++) {
                cells.add(padded(line, i, widths[i]));
            }
            text.append(cells.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String padded(List<String> line, int column, int width) {
        String cell = line.get(column);
        String blanks = " ".repeat(width - cell.length());
        return column < firstNumber ? cell + blanks : blanks + cell;
    }
}
