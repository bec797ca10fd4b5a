package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.FirmwareCounts.Count;
import dev.sagfleet.controller.inventory.Overview;
import dev.sagfleet.controller.inventory.Overview.DeviceCount;
import dev.sagfleet.controller.inventory.Overview.ModelCount;
import dev.sagfleet.controller.inventory.Overview.PlanUse;
import dev.sagfleet.controller.sql.Sql;
import java.util.List;

/** Counts and sums over all tables. The database adds up, so that few rows leave it however large the fleet. */
final class OverviewRows {
    private static final String MODELS =
            "SELECT model, COUNT(*) AS registered, COUNT(*) FILTER (WHERE online) AS online"
                    + " FROM device GROUP BY model ORDER BY model";

    private static final String PLANS =
            """
            SELECT plan.*, COALESCE(used.instances, 0) AS instances, COALESCE(used.peaks, 0) AS peaks
            FROM plan LEFT JOIN (
                SELECT plan_id, COUNT(*) AS instances, SUM(plan_megabits) AS peaks
                FROM instance WHERE plan_id IS NOT NULL GROUP BY plan_id) AS used ON used.plan_id = plan.id
            ORDER BY plan.created_millis, plan.id LIMIT ?
            """;

    private static final String FIRMWARE =
            "SELECT MIN(firmware) AS firmware, COUNT(*) AS registered, COUNT(*) FILTER (WHERE online) AS online"
                    + " FROM device GROUP BY firmware_key ORDER BY registered DESC, firmware_key";

    private static final String REFUSED =
            "FROM device_aspect WHERE refusal_reason IS NOT NULL AND desired_revision <= reported_revision";
    private static final String SUSPENDED = "FROM device WHERE suspended";

    static Overview overview(Sql sql) {
        return new Overview(
                sql.query(
                        MODELS,
                        row -> new ModelCount(
                                row.constant(DeviceModel.class, "model"),
                                row.number("registered"),
                                row.number("online"))),
                firmware(sql),
                sql.query(
                        PLANS,
                        row -> new PlanUse(PlanRows.toPlan(row), row.number("instances"), row.number("peaks")),
                        Overview.PLANS_MAX),
                count(sql, "SELECT COUNT(*) AS found FROM plan"),
                devices(sql, REFUSED),
                devices(sql, SUSPENDED));
    }

    static FirmwareCounts firmware(Sql sql) {
        List<Count> versions = sql.query(
                FIRMWARE + " LIMIT ?",
                row -> new Count(
                        row.optionalText("firmware").orElse(FirmwareCounts.UNKNOWN),
                        row.number("registered"),
                        row.number("online")),
                FirmwareCounts.VERSIONS_MAX);
        Count all = sql.first(
                        "SELECT COUNT(*) AS registered, COUNT(*) FILTER (WHERE online) AS online FROM device",
                        row -> new Count(FirmwareCounts.OTHERS, row.number("registered"), row.number("online")))
                .orElseThrow();
        Count others = new Count(
                FirmwareCounts.OTHERS,
                all.registered()
                        - versions.stream().mapToLong(Count::registered).sum(),
                all.online() - versions.stream().mapToLong(Count::online).sum());
        return new FirmwareCounts(versions, others);
    }

    /** @param source of rows with a serial number, which may come in several of them */
    private static DeviceCount devices(Sql sql, String source) {
        return new DeviceCount(
                count(sql, "SELECT COUNT(DISTINCT serial) AS found " + source),
                sql.query(
                        "SELECT DISTINCT serial " + source + " ORDER BY serial LIMIT ?",
                        row -> new SerialNumber(row.text("serial")),
                        Overview.SERIALS_MAX));
    }

    private static long count(Sql sql, String query) {
        return sql.first(query, row -> row.number("found")).orElse(0L);
    }

    private OverviewRows() {}
}
