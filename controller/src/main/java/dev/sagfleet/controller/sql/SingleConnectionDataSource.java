package dev.sagfleet.controller.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Gives out one connection again and again, inside a transaction that only its owner ends: whoever is given
 * the connection can neither commit, nor roll back, nor close it.
 */
final class SingleConnectionDataSource {
    private static final Set<String> IGNORED = Set.of("commit", "rollback", "setAutoCommit", "close");

    /** @param connection in a transaction, that is with auto-commit off */
    static DataSource of(Connection connection) {
        Connection shared = proxy(Connection.class, (proxy, method, arguments) -> {
            if (IGNORED.contains(method.getName())) {
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        });
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return shared;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private SingleConnectionDataSource() {}
}
