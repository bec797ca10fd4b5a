package dev.sagfleet.controller.access;

import java.time.Instant;
import java.util.Optional;

/**
 * What a user signs with for a while.
 *
 * @param token that goes with it
 * @param user by name
 * @param narrowing what it may do at most, beside what the user may
 */
public record TemporaryKey(UserKey key, String token, String user, Instant expiry, Optional<Policy> narrowing) {
    /** What the narrowing policy is called, as no other can be. */
    public static final String NARROWING = "(session)";

    /** Without secret and token, so that no log shows them. */
    @Override
    public String toString() {
        return "TemporaryKey[key=" + key + ", user=" + user + ", expiry=" + expiry + ']';
    }
}
