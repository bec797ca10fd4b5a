package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.Optional;

/** The table {@code rollout_claim}. */
record ClaimRows(Sql sql) {
    private static final String SAVE =
            Upsert.into("rollout_claim", 1, "serial", "rollout", "priority", "created_millis");

    Optional<Claim> find(SerialNumber serial) {
        return sql.first(
                "SELECT * FROM rollout_claim WHERE serial = ?",
                row -> new Claim(row.text("rollout"), row.smallNumber("priority"), row.number("created_millis")),
                serial.text());
    }

    void save(SerialNumber serial, Claim claim) {
        sql.update(SAVE, serial.text(), claim.rollout(), claim.priority(), claim.createdMillis());
    }

    void remove(SerialNumber serial) {
        sql.update("DELETE FROM rollout_claim WHERE serial = ?", serial.text());
    }

    /** Those of a rollout. */
    void remove(String rollout) {
        sql.update("DELETE FROM rollout_claim WHERE rollout = ?", rollout);
    }

    /** Some of them; returns how many. */
    int remove(String rollout, int most) {
        return sql.update(
                "DELETE FROM rollout_claim WHERE serial IN"
                        + " (SELECT serial FROM rollout_claim WHERE rollout = ? ORDER BY serial LIMIT ?)",
                rollout,
                most);
    }
}
