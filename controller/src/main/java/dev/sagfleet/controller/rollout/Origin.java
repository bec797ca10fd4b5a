package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * What about a rollout never changes.
 *
 * @param id tells it from all others, now and later
 * @param seed from which all that it draws is drawn
 * @param createdMillis in milliseconds since 1970
 */
public record Origin(String id, long seed, long createdMillis) {
    public Origin {
        requireNonNull(id, "id");
    }
}
