package dev.sagfleet.controller.store;

import static dev.sagfleet.controller.store.Samples.assertRead;
import static dev.sagfleet.controller.store.Samples.assertWritten;
import static dev.sagfleet.controller.store.Samples.save;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.inventory.AccelerationRule;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.sql.Schema;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.SqliteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that earlier releases have written. */
class InventorySchemaTest {
    private static final String FIRST = InventorySchema.SCHEMA.migrations().get(0);

    /** The first version stands in files, so it must stay what it was. */
    @Test
    void theFirstVersionIsTheOneThatWasReleased() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(FIRST.getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("badb99e878b8a56c99a1c91e5dc07795bf405b925bca77145ed2374cda2eb13c");
    }

    @Test
    void aFileOfTheFirstVersionOpensWithAllThatIsInItAndTakesRules(@TempDir Path directory) {
        Path path = directory.resolve("controller.db");
        try (SqliteFile file = SqliteFile.open(path, new Schema("inventory", List.of(FIRST)));
                Sql sql = file.connect()) {
            sql.update("INSERT INTO plan (id, region_id, name, megabits, lock_reason, created_millis)"
                    + " VALUES ('abwp-1', 'cn-shanghai', 'shops', 20, NULL, 5)");
            sql.update("INSERT INTO client_token"
                    + " (account, action, token, digest, request_id, response, changes, answered, created_millis)"
                    + " VALUES ('key-1', 'Associate', 'token', 'digest', 'request-1', '{}', '', TRUE, 7)");
        }
        AccelerationRule rule = new AccelerationRule("abwpr-1", "abwp-1", "eu-central-1", 5, List.of("Zoom"), 9);

        try (SqliteStore store = SqliteStore.open(path, (serial, command) -> {})) {
            save(store, transaction -> transaction.save(rule));

            assertRead(store, reading -> reading.plan("abwp-1"))
                    .isEqualTo(Optional.of(new Plan("abwp-1", "cn-shanghai", "shops", 20, Optional.empty(), 5)));
            assertRead(store, reading -> reading.rulesOf("abwp-1")).isEqualTo(List.of(rule));
            var key = new ClientToken.Key("key-1", "Associate", "token");
            assertWritten(store, transaction -> transaction.token(key, 0))
                    .isEqualTo(Optional.of(new ClientToken(key, "digest", "request-1", "{}", List.of(), "", true, 7)));
        }
    }
}
