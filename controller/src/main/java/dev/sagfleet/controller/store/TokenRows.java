package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.ClientTokenRepository;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table {@code client_token}. A token's changes are one text, a line each: serial number, aspect,
 * revision and whether the device was online, with a space between them, which none of them contains.
 */
final class TokenRows implements ClientTokenRepository {
    private static final String SAVE = Upsert.into(
            "client_token",
            3,
            "account",
            "action",
            "token",
            "digest",
            "request_id",
            "response",
            "changes",
            "answered",
            "created_millis",
            "restoring");

    private final Sql sql;

    TokenRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ClientToken> find(ClientToken.Key key, long oldestMillis) {
        return sql.first(
                "SELECT * FROM client_token"
                        + " WHERE account = ? AND action = ? AND token = ? AND created_millis >= ?",
                TokenRows::toToken,
                key.account(),
                key.action(),
                key.token(),
                oldestMillis);
    }

    @Override
    public void save(ClientToken token) {
        sql.update(
                SAVE,
                token.key().account(),
                token.key().action(),
                token.key().token(),
                token.digest(),
                token.requestId(),
                token.response(),
                format(token.changes()),
                token.answered(),
                token.createdMillis(),
                RestorationText.format(token.restorations()));
    }

    @Override
    public void remove(ClientToken.Key key) {
        sql.update(
                "DELETE FROM client_token WHERE account = ? AND action = ? AND token = ?",
                key.account(),
                key.action(),
                key.token());
    }

    @Override
    public void removeBefore(long oldestMillis) {
        sql.update("DELETE FROM client_token WHERE created_millis < ?", oldestMillis);
    }

    private static ClientToken toToken(Row row) {
        return new ClientToken(
                new ClientToken.Key(row.text("account"), row.text("action"), row.text("token")),
                row.text("digest"),
                row.text("request_id"),
                row.text("response"),
                row.text("changes").lines().map(TokenRows::parse).toList(),
                RestorationText.parse(row.text("restoring")),
                row.flag("answered"),
                row.number("created_millis"));
    }

    private static String format(List<PendingChange> changes) {
        return changes.stream()
                .map(change ->
                        change.serial() + " " + change.aspect() + " " + change.revision() + " " + change.online())
                .collect(Collectors.joining("\n"));
    }

    private static PendingChange parse(String line) {
        List<String> parts = List.of(line.split(" ", -1));
        return new PendingChange(
                new SerialNumber(parts.get(0)),
                Aspect.valueOf(parts.get(1)),
                new Revision(Long.parseLong(parts.get(2))),
                Boolean.parseBoolean(parts.get(3)));
    }
}
