package dev.sagfleet.controller.rpc;

/**
 * Who signs requests, and with what secret. Neither is empty.
 *
 * @param isActive whether it lets anybody in
 */
public record AccessKey(String id, String secret, boolean isActive) {
    public AccessKey {
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("id or secret: empty (expected: neither)");
        }
    }

    /** One that is active. */
    public AccessKey(String id, String secret) {
        this(id, secret, true);
    }

    /** The id alone, so that no log shows a secret. */
    @Override
    public String toString() {
        return "AccessKey[id=" + id + ']';
    }
}
