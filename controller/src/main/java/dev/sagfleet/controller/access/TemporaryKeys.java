package dev.sagfleet.controller.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The temporary keys that were given out, in memory: with the process they are gone. One whose time is over is
 * remembered for a while, so that it is told from one that never was. Safe for many threads.
 */
final class TemporaryKeys {
    static final int KEYS_MAX = 10_000;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SortedMap<String, TemporaryKey> byId = new TreeMap<>();

    /** @throws AccountException if there are too many */
    synchronized void add(TemporaryKey key, Instant now) {
        Instant forgotten = now.minus(REMEMBERED);
        byId.values().removeIf(old -> old.expiry().isBefore(forgotten));
        if (byId.size() >= KEYS_MAX) {
            throw new AccountException(
                    "temporary keys: " + byId.size() + " (expected: fewer than " + KEYS_MAX + "; try again later)");
        }
        byId.put(key.key().id(), key);
    }

    synchronized Optional<TemporaryKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
