package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.ClientTokenRepository;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ClientTokens, from which the oldest are taken. */
final class MemoryTokens implements ClientTokenRepository {
    private static final Comparator<ClientToken.Key> BY_KEY = Comparator.comparing(
                    ClientToken.Key::account, TextOrder.BY_BYTES)
            .thenComparing(ClientToken.Key::action, TextOrder.BY_BYTES)
            .thenComparing(ClientToken.Key::token, TextOrder.BY_BYTES);
    private static final Comparator<ClientToken> BY_CREATION =
            Comparator.comparingLong(ClientToken::createdMillis).thenComparing(ClientToken::key, BY_KEY);

    private final Table<ClientToken.Key, ClientToken> table;
    private final OrderIndex<ClientToken> byCreation;

    MemoryTokens(UndoLog undo) {
        table = new Table<>(undo, BY_KEY, ClientToken::key);
        byCreation = table.indexed(new OrderIndex<>(BY_CREATION));
    }

    @Override
    public Optional<ClientToken> find(ClientToken.Key key, long oldestMillis) {
        return table.find(key).filter(token -> token.createdMillis() >= oldestMillis);
    }

    @Override
    public void save(ClientToken token) {
        table.save(token);
    }

    @Override
    public void remove(ClientToken.Key key) {
        table.remove(key);
    }

    @Override
    public void removeBefore(long oldestMillis) {
        List<ClientToken> old = byCreation.rows().stream()
                .takeWhile(token -> token.createdMillis() < oldestMillis)
                .toList();
        old.forEach(token -> table.remove(token.key()));
    }

    void clear() {
        table.clear();
    }
}
