package dev.sagfleet.controller.rpc;

import java.time.Instant;

/**
 * What goes with an access key that is for a while only (STS).
 *
 * @param expiry from when on the key lets nobody in
 */
public record SecurityToken(String text, Instant expiry) {
    /** Without the text, so that no log shows it. */
    @Override
    public String toString() {
        return "SecurityToken[expiry=" + expiry + ']';
    }
}
