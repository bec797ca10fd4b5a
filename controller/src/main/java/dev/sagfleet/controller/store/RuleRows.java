package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.RuleRepository;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code acceleration_rule}. A rule's applications are one text, a line each. */
final class RuleRows implements RuleRepository.Writable {
    private static final String SAVE = Upsert.into(
            "acceleration_rule",
            1,
            "id",
            "number",
            "plan_id",
            "service_region_id",
            "megabits",
            "applications",
            "created_millis");

    private final Sql sql;

    RuleRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<AccelerationRule> find(String id) {
        return sql.first("SELECT * FROM acceleration_rule WHERE id = ?", RuleRows::toRule, id);
    }

    @Override
    public List<AccelerationRule> of(String planId) {
        return sql.query(
                "SELECT * FROM acceleration_rule WHERE plan_id = ? ORDER BY number, id", RuleRows::toRule, planId);
    }

    @Override
    public void save(AccelerationRule rule) {
        sql.update(
                SAVE,
                rule.id(),
                rule.number(),
                rule.planId(),
                rule.serviceRegionId(),
                rule.megabits(),
                String.join("\n", rule.applications()),
                rule.createdMillis());
    }

    @Override
    public long nextNumber() {
        return Counters.increment(sql, Counters.RULES);
    }

    private static AccelerationRule toRule(Row row) {
        return new AccelerationRule(
                row.text("id"),
                row.number("number"),
                row.text("plan_id"),
                row.text("service_region_id"),
                row.smallNumber("megabits"),
                row.text("applications").lines().toList(),
                row.number("created_millis"));
    }
}
