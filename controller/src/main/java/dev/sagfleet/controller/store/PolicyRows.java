package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.PolicyRepository;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The table {@code upgrade_policy}. */
final class PolicyRows implements PolicyRepository.Writable {
    private static final String SAVE =
            Upsert.into("upgrade_policy", 1, "serial", "type", "cron", "zone", "open_minutes", "due_millis");

    private final Sql sql;

    PolicyRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<AutoUpgradePolicy> find(SerialNumber serial) {
        return sql.first("SELECT * FROM upgrade_policy WHERE serial = ?", PolicyRows::toPolicy, serial.text());
    }

    @Override
    public Optional<Long> earliestMillis() {
        return sql.first(
                "SELECT due_millis FROM upgrade_policy WHERE due_millis IS NOT NULL ORDER BY due_millis LIMIT 1",
                row -> row.number("due_millis"));
    }

    @Override
    public List<AutoUpgradePolicy> due(long nowMillis, int most) {
        return sql.query(
                "SELECT * FROM upgrade_policy WHERE due_millis <= ? ORDER BY due_millis, serial LIMIT ?",
                PolicyRows::toPolicy,
                nowMillis,
                most);
    }

    @Override
    public void save(AutoUpgradePolicy policy) {
        sql.update(
                SAVE,
                policy.serial().text(),
                policy.type().name(),
                policy.schedule().cron(),
                policy.schedule().zone().getId(),
                policy.schedule().open().toMinutes(),
                policy.dueMillis());
    }

    @Override
    public void remove(SerialNumber serial) {
        sql.update("DELETE FROM upgrade_policy WHERE serial = ?", serial.text());
    }

    private static AutoUpgradePolicy toPolicy(Row row) {
        return new AutoUpgradePolicy(
                new SerialNumber(row.text("serial")),
                row.constant(AutoUpgradePolicy.Type.class, "type"),
                new UpgradeSchedule(
                        row.text("cron"), ZoneId.of(row.text("zone")), Duration.ofMinutes(row.number("open_minutes"))),
                row.optionalNumber("due_millis"));
    }
}
