package dev.sagfleet.controller.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** One row of a query's result, by the names of its columns. Valid only while it is mapped. */
public final class Row {
    private final ResultSet columns;
    private final Map<String, Integer> indexes;

    /** @param indexes of the columns by their names, as far as they were looked up before; more are added */
    Row(ResultSet columns, Map<String, Integer> indexes) {
        this.columns = columns;
        this.indexes = indexes;
    }

    private int index(String column) throws SQLException {
        Integer known = indexes.get(column);
        if (known == null) {
            known = columns.findColumn(column);
            indexes.put(column, known);
        }
        return known;
    }

    public String text(String column) {
        return optionalText(column).orElseThrow(() -> unreadable(column, new SQLException("it is null")));
    }

    public Optional<String> optionalText(String column) {
        try {
            return Optional.ofNullable(columns.getString(index(column)));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /** A number; 0 where there is none. */
    public long number(String column) {
        try {
            return columns.getLong(index(column));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    public Optional<Long> optionalNumber(String column) {
        try {
            long number = columns.getLong(index(column));
            return columns.wasNull() ? Optional.empty() : Optional.of(number);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /** A number that was stored from an {@code int}. */
    public int smallNumber(String column) {
        return Math.toIntExact(number(column));
    }

    public boolean flag(String column) {
        try {
            return columns.getBoolean(index(column));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    /** A constant that was stored by its name. */
    public <E extends Enum<E>> E constant(Class<E> type, String column) {
        return Enum.valueOf(type, text(column));
    }

    private static DatabaseException unreadable(String column, SQLException cause) {
        return new DatabaseException(
                DatabaseException.Reason.FAILED, "column " + column + " cannot be read: " + cause.getMessage(), cause);
    }
}
