package dev.sagfleet.controller.access;

/** What a user signs with. One that is inactive is known, and lets nobody in. */
public record UserKey(String id, String secret, boolean isActive) {
    public UserKey {
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("id or secret: empty (expected: neither)");
        }
    }

    public UserKey withActive(boolean active) {
        return new UserKey(id, secret, active);
    }

    /** Without the secret, so that no log shows it. */
    @Override
    public String toString() {
        return "UserKey[id=" + id + ", isActive=" + isActive + ']';
    }
}
