package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code acceleration_rule}. A rule's applications are one text, a line each. */
final class RuleRows {
    private static final String SAVE = Upsert.into(
            "acceleration_rule", 1, "id", "plan_id", "service_region_id", "megabits", "applications", "created_millis");

    static Optional<AccelerationRule> rule(Sql sql, String id) {
        return sql.first("SELECT * FROM acceleration_rule WHERE id = ?", RuleRows::toRule, id);
    }

    static List<AccelerationRule> rulesOf(Sql sql, String planId) {
        return sql.query(
                "SELECT * FROM acceleration_rule WHERE plan_id = ? ORDER BY created_millis, id",
                RuleRows::toRule,
                planId);
    }

    static void save(Sql sql, AccelerationRule rule) {
        sql.update(
                SAVE,
                rule.id(),
                rule.planId(),
                rule.serviceRegionId(),
                rule.megabits(),
                String.join("\n", rule.applications()),
                rule.createdMillis());
    }

    private static AccelerationRule toRule(Row row) {
        return new AccelerationRule(
                row.text("id"),
                row.text("plan_id"),
                row.text("service_region_id"),
                row.smallNumber("megabits"),
                row.text("applications").lines().toList(),
                row.number("created_millis"));
    }

    private RuleRows() {}
}
