package dev.sagfleet.controller.store;

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

/**
 * SQL on one connection, each text prepared once. Not thread-safe: it belongs to the thread that uses the
 * connection.
 *
 * <p>Values are bound, never written into the text: a {@code String}, {@code Long}, {@code Integer},
 * {@code Boolean}, or an {@code Optional} of one, which is null when empty. An enum is passed by its name.
 * What the database refuses is a {@link StoreException} with the text and without the values.
 */
public final class Sql implements AutoCloseable {
    /** How many texts stay prepared; beyond that, the one that was not used for longest is forgotten. */
    static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** The rows that a query finds, in its order. The mapping must not itself use this connection. */
    public <T> List<T> query(String text, Function<Row, T> mapping, Object... values) {
        try (ResultSet rows = bound(text, values).executeQuery()) {
            Row row = new Row(rows);
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapping.apply(row));
            }
            return found;
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    /** The first row that a query finds. */
    public <T> Optional<T> first(String text, Function<Row, T> mapping, Object... values) {
        return query(text, mapping, values).stream().findFirst();
    }

    /** Runs a statement that finds nothing, and returns how many rows it changed. */
    public int update(String text, Object... values) {
        try {
            return bound(text, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    /** Closes the connection too; a transaction that is still open is undone. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("close", e);
        }
    }

    private PreparedStatement bound(String text, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
            forgetOldest();
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private void forgetOldest() throws SQLException {
        if (prepared.size() > STATEMENTS_MAX) {
            Iterator<PreparedStatement> oldest = prepared.values().iterator();
            oldest.next().close();
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

    private StoreException failed(String text, SQLException cause) {
        PreparedStatement ended = prepared.remove(text);
        if (ended != null) { // the driver does not run it again after some errors
            close(ended, cause);
        }
        return new StoreException(StoreException.Reason.FAILED, cause.getMessage() + ", in: " + text, cause);
    }

    private static void close(PreparedStatement statement, SQLException cause) {
        try {
            statement.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
