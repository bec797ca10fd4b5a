package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

/**
 * Something about a rollout that whoever starts it should know.
 *
 * @param isUnsound whether it cannot go well
 * @param text for a person, one line
 */
public record Finding(boolean isUnsound, String text) {
    public Finding {
        requireNonNull(text, "text");
    }
}
