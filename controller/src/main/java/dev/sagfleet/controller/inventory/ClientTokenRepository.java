package dev.sagfleet.controller.inventory;

import java.util.Optional;

/** What is remembered of the calls that carried a ClientToken. */
public interface ClientTokenRepository {
    /** The token, unless it was made before {@code oldestMillis}. */
    Optional<ClientToken> find(ClientToken.Key key, long oldestMillis);

    /** Adds a token, or replaces the one that has its key. */
    void save(ClientToken token);

    void remove(ClientToken.Key key);

    /** Forgets all tokens made before {@code oldestMillis}. */
    void removeBefore(long oldestMillis);
}
