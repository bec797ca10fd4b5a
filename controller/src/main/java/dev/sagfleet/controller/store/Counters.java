package dev.sagfleet.controller.store;

import dev.sagfleet.controller.sql.Sql;

/** Numbers that only grow, and how many devices there are, in the table {@code counter}. */
final class Counters {
    /** Orders that were ever made. */
    static final String ORDERS = "orders";
    /** Plans that were ever bought through the API. */
    static final String PLANS = "plans";
    /** Acceleration rules that were ever made. */
    static final String RULES = "rules";
    /** Rollouts that were ever made. */
    static final String ROLLOUTS = "rollouts";
    /** Starts of a controller on this file. */
    static final String RUNS = "runs";
    /** Devices that are registered, so that nobody has to count them. */
    static final String DEVICES = "devices";
    /** The highest revision or epoch that a device had which was removed. */
    static final String REMOVED = "removed";

    private static final String ADD = "INSERT INTO counter (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value";

    private static final String RAISE = "INSERT INTO counter (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value < excluded.value";

    /** Counts one more and returns the new number; 1 at first. */
    static long increment(Sql sql, String name) {
        return add(sql, name, 1);
    }

    /** Counts so many more and returns the new number. */
    static long add(Sql sql, String name, long count) {
        return sql.first(ADD, row -> row.number("value"), name, count).orElseThrow();
    }

    /** Brings a number up to this one, unless it is there already. */
    static void raise(Sql sql, String name, long value) {
        sql.update(RAISE, name, value);
    }

    /** Takes one of what is counted away again. */
    static void decrement(Sql sql, String name) {
        sql.update("UPDATE counter SET value = value - 1 WHERE name = ?", name);
    }

    static long value(Sql sql, String name) {
        return sql.first("SELECT value FROM counter WHERE name = ?", row -> row.number("value"), name)
                .orElse(0L);
    }

    private Counters() {}
}
