package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * A message with the session that it belongs to. Only {@link Hello} comes before there is a session.
 *
 * @param epoch counts the sessions of a device, from 1; {@link #NO_SESSION} in a Hello
 */
public record Envelope<M>(long epoch, M message) {
    public static final long NO_SESSION = 0;

    public Envelope {
        requireNonNull(message, "message");
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: >= 0)");
        }
    }
}
