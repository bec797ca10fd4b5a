package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.UpdateCode;
import java.time.Duration;

/** Why a download ended before its end. */
public sealed interface FetchFailure {
    /** The link is good no more. Nothing is counted. */
    record LinkExpired() implements FetchFailure {}

    /**
     * The controller has no room for it now. Nothing is counted.
     *
     * @param retryAfter how long it asks to be left alone; zero if it does not say it in seconds
     */
    record Busy(Duration retryAfter) implements FetchFailure {
        public Busy {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("retryAfter: " + retryAfter + " (expected: >= PT0S)");
            }
        }
    }

    /** The connection broke, or nothing came, or the controller is in trouble: worth another try. */
    record Broken() implements FetchFailure {}

    /** What came is not the rest of what is there, which is worth nothing then: worth another try, from the first byte. */
    record OtherContent() implements FetchFailure {}

    /**
     * Asking again would be answered in the same way.
     *
     * @param code why
     */
    record Denied(UpdateCode code) implements FetchFailure {}
}
