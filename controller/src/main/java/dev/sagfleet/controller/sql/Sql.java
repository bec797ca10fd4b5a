package dev.sagfleet.controller.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sqlite.SQLiteErrorCode;

/**
 * SQL on one connection, each text prepared once. Not thread-safe: it belongs to the thread that uses the
 * connection.
 *
 * <p>Values are bound, never written into the text: a {@code String}, {@code Long}, {@code Integer},
 * {@code Boolean}, or an {@code Optional} of one, which is null when empty. An enum is passed by its name.
 * What the database refuses is a {@link DatabaseException} with the text and without the values.
 */
public final class Sql implements AutoCloseable {
    /** How many texts stay prepared; beyond that, the least recently used one is closed. */
    static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Map<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private long writeCount;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** The rows that a query finds, in its order. The mapping must not itself use this connection. */
    public <T> List<T> query(String text, Function<Row, T> mapping, Object... values) {
        if (!text.startsWith("SELECT")) { // it may find what it has just changed
            writeCount++;
        }
        try {
            return read(bound(text, values), mapping);
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    private static <T> List<T> read(Prepared asked, Function<Row, T> mapping) throws SQLException {
        try (ResultSet rows = asked.query()) {
            Row row = asked.row(rows);
            List<T> mapped = new ArrayList<>();
            while (rows.next()) {
                mapped.add(mapping.apply(row));
            }
            return mapped;
        }
    }

    /** The first row that a query finds. */
    public <T> Optional<T> first(String text, Function<Row, T> mapping, Object... values) {
        List<T> found = query(text, mapping, values);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Runs a statement that finds nothing, and returns how many rows it changed. */
    public int update(String text, Object... values) {
        writeCount++;
        try {
            return bound(text, values).statement().executeUpdate();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    /** Says that something is to be written later on, with the group: it counts as if it was written now. */
    public void willWrite() {
        writeCount++;
    }

    /** How many statements that may have changed something were begun so far, or are to be. */
    long writeCount() {
        return writeCount;
    }

    /** Closes the connection too; a transaction that is still open is rolled back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }

    private Prepared bound(String text, Object... values) throws SQLException {
        Prepared known = prepared.get(text);
        if (known == null) {
            known = new Prepared(connection.prepareStatement(text));
            prepared.put(text, known);
            evictLeastRecentlyUsed();
        }
        for (int i = 0; i < values.length; i++) {
            bind(known.statement(), i + 1, values[i]);
        }
        return known;
    }

    private void evictLeastRecentlyUsed() throws SQLException {
        if (prepared.size() > STATEMENTS_MAX) {
            Iterator<Prepared> oldest = prepared.values().iterator();
            oldest.next().statement().close();
            oldest.remove();
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                bind(statement, index, optional.get());
            } else {
                statement.setNull(index, Types.NULL);
            }
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof Long || value instanceof Integer) {
            statement.setLong(index, ((Number) value).longValue());
        } else {
            throw new IllegalArgumentException(
                    "value: " + value.getClass() + " (expected: String, Long, Integer, Boolean or Optional)");
        }
    }

    private DatabaseException failed(String text, SQLException cause) {
        Prepared ended = prepared.remove(text);
        if (ended != null) { // the driver does not run it again after some errors
            close(ended.statement(), cause);
        }
        DatabaseException.Reason reason = cause.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
                ? DatabaseException.Reason.OUT_OF_SPACE
                : DatabaseException.Reason.FAILED;
        return new DatabaseException(reason, cause.getMessage() + ", in: " + text, cause);
    }

    private static void close(PreparedStatement statement, SQLException cause) {
        try {
            statement.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
