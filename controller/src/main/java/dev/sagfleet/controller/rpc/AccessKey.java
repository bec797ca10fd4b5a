package dev.sagfleet.controller.rpc;

/** Who signs requests, and with what secret. Neither is empty. */
public record AccessKey(String id, String secret) {
    public AccessKey {
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("id or secret: empty (expected: neither)");
        }
    }

    /** The id alone, so that no log shows a secret. */
    @Override
    public String toString() {
        return "AccessKey[id=" + id + ']';
    }
}
