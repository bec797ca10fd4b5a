package dev.sagfleet.controller.store;

import dev.sagfleet.controller.sql.Sql;
import java.util.List;

/** All tables of the inventory but {@code counter}. */
final class WholeInventory {
    private static final List<String> TABLES = List.of(
            "setting",
            "ccn",
            "plan",
            "acceleration_rule",
            "instance",
            "device",
            "device_aspect",
            "purchase_order",
            "client_token",
            "firmware_image",
            "firmware_job",
            "upgrade_policy",
            "rollout",
            "rollout_policy",
            "rollout_member",
            "rollout_ready",
            "rollout_log",
            "rollout_claim");

    /** Empties them. */
    static void remove(Sql sql) {
        Counters.raise(sql, Counters.REMOVED, highest(sql, "SELECT MAX(epoch) AS highest FROM device"));
        Counters.raise(
                sql, Counters.REMOVED, highest(sql, "SELECT MAX(desired_revision) AS highest FROM device_aspect"));
        TABLES.forEach(table -> sql.update("DELETE FROM " + table));
        sql.update("DELETE FROM counter WHERE name = ?", Counters.DEVICES);
    }

    private static long highest(Sql sql, String query) {
        return sql.first(query, row -> row.optionalNumber("highest"))
                .orElseThrow()
                .orElse(0L);
    }

    private WholeInventory() {}
}
