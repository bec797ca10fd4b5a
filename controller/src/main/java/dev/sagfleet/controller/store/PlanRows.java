package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.PlanRepository;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code plan}. */
final class PlanRows implements PlanRepository.Writable {
    private static final String SAVE =
            Upsert.into("plan", 1, "id", "region_id", "name", "megabits", "lock_reason", "created_millis");

    private final Sql sql;

    PlanRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Plan> find(String id) {
        return sql.first("SELECT * FROM plan WHERE id = ?", PlanRows::toPlan, id);
    }

    @Override
    public List<Plan> in(String regionId) {
        return sql.query(
                "SELECT * FROM plan WHERE region_id = ? ORDER BY created_millis, id", PlanRows::toPlan, regionId);
    }

    @Override
    public void save(Plan plan) {
        sql.update(
                SAVE,
                plan.id(),
                plan.regionId(),
                plan.name(),
                plan.megabits(),
                plan.lockReason(),
                plan.createdMillis());
    }

    @Override
    public long nextNumber() {
        return Counters.increment(sql, Counters.PLANS);
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
}
