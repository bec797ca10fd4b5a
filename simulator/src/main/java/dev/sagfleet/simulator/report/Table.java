package dev.sagfleet.simulator.report;

import java.util.List;

/**
 * Figures in rows. The first cell of each row says what it is about.
 *
 * @param columns their headings
 * @param rows each with a cell for each column
 */
public record Table(List<String> columns, List<List<Cell>> rows) implements Block {
    /**
     * One cell.
     *
     * @param mille the length of the bar behind it, in thousandths of the widest; 0 for none
     */
    public record Cell(String text, Tone tone, int mille) {
        public static Cell of(String text) {
            return new Cell(text, Tone.PLAIN, 0);
        }

        public static Cell of(String text, Tone tone) {
            return new Cell(text, tone, 0);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells (expected: " + columns.size() + ")");
            }
        }
    }

    /** One of plain cells. */
    public static Table ofText(List<String> columns, List<List<String>> rows) {
        return new Table(
                columns,
                rows.stream().map(row -> row.stream().map(Cell::of).toList()).toList());
    }
}
