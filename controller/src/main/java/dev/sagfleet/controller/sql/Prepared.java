package dev.sagfleet.controller.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreResultSet;

/**
 * A statement that is prepared once and run often, with what is known of the columns of its result.
 *
 * <p>The driver reads the names of all columns with each query, which takes as long as reading their values. A statement
 * has one result there, which is opened again and again; it is given the names that it had the first time.
 */
final class Prepared {
    private final PreparedStatement statement;

    /** By the names of the columns, as far as they were looked up. */
    private final Map<String, Integer> columnIndexes = new HashMap<>();

    private @Nullable CoreResultSet result;
    private String[] columnNames = new String[0];

    Prepared(PreparedStatement statement) {
        this.statement = statement;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** Runs it. Whoever asks closes the result, and does not use the row after that. */
    ResultSet query() throws SQLException {
        CoreResultSet known = result;
        if (known == null) {
            ResultSet first = statement.executeQuery();
            if (first instanceof CoreResultSet core) {
                result = core;
                columnNames = core.colsMeta;
            }
            return first;
        }
        statement.execute();
        known.colsMeta = columnNames;
        return statement.getResultSet();
    }

    /** The row in which a result of this statement stands. */
    Row row(ResultSet found) {
        return new Row(found, columnIndexes);
    }
}
