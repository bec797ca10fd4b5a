package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** What an instance can be bound to: the tables {@code plan} and {@code ccn}. */
final class PlanRows {
    private static final String SAVE_PLAN =
            Upsert.into("plan", 1, "id", "region_id", "name", "megabits", "lock_reason", "created_millis");
    private static final String SAVE_CCN = Upsert.into("ccn", 1, "id", "region_id", "name");

    static Optional<Plan> plan(Sql sql, String id) {
        return sql.first("SELECT * FROM plan WHERE id = ?", PlanRows::toPlan, id);
    }

    static List<Plan> plans(Sql sql, String regionId) {
        return sql.query(
                "SELECT * FROM plan WHERE region_id = ? ORDER BY created_millis, id", PlanRows::toPlan, regionId);
    }

    static Optional<Ccn> ccn(Sql sql, String id) {
        return sql.first("SELECT * FROM ccn WHERE id = ?", PlanRows::toCcn, id);
    }

    static List<Ccn> ccns(Sql sql, String regionId) {
        return sql.query("SELECT * FROM ccn WHERE region_id = ? ORDER BY id", PlanRows::toCcn, regionId);
    }

    static void save(Sql sql, Plan plan) {
        sql.update(
                SAVE_PLAN,
                plan.id(),
                plan.regionId(),
                plan.name(),
                plan.megabits(),
                plan.lockReason(),
                plan.createdMillis());
    }

    static void save(Sql sql, Ccn ccn) {
        sql.update(SAVE_CCN, ccn.id(), ccn.regionId(), ccn.name());
    }

    private static Ccn toCcn(Row row) {
        return new Ccn(row.text("id"), row.text("region_id"), row.text("name"));
    }

    static Plan toPlan(Row row) {
        return new Plan(
                row.text("id"),
                row.text("region_id"),
                row.text("name"),
                row.smallNumber("megabits"),
                row.optionalText("lock_reason"),
                row.number("created_millis"));
    }

    private PlanRows() {}
}
