package dev.sagfleet.controller.rpc;

import java.util.Optional;

/**
 * Who signs requests, and with what secret. Neither is empty.
 *
 * @param isActive whether it lets anybody in
 * @param token what every request must have with it; nothing for a key that lasts
 */
public record AccessKey(String id, String secret, boolean isActive, Optional<SecurityToken> token) {
    public AccessKey {
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("id or secret: empty (expected: neither)");
        }
    }

    /** One that is active, and lasts. */
    public AccessKey(String id, String secret) {
        this(id, secret, true, Optional.empty());
    }

    /** The id alone, so that no log shows a secret. */
    @Override
    public String toString() {
        return "AccessKey[id=" + id + ']';
    }
}
