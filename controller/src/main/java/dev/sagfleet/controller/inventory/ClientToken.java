package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is remembered of a call that carried a ClientToken, for 24 h.
 *
 * @param digest stands for the parameters of the call; another call with the token must have the same
 * @param requestId the RequestId that the first call was answered with
 * @param response the body that the first call was answered with, as JSON
 * @param changes what the call made devices do
 * @param restorations what takes the changes of the call back
 * @param answered whether the call was answered although a device that was online had not been heard of; what others
 *     were answered shows in what their devices reported
 */
public record ClientToken(
        Key key,
        String digest,
        String requestId,
        String response,
        List<PendingChange> changes,
        List<Restoration> restorations,
        boolean answered,
        long createdMillis) {
    /** How long a token is remembered, in milliseconds. */
    public static final long RETENTION_MILLIS = 24L * 60 * 60 * 1000;

    /** Whose token it is, and for which action. */
    public record Key(String account, String action, String token) {
        public Key {
            requireNonNull(account, "account");
            requireNonNull(action, "action");
            requireNonNull(token, "token");
        }
    }

    public ClientToken {
        requireNonNull(key, "key");
        requireNonNull(digest, "digest");
        requireNonNull(requestId, "requestId");
        requireNonNull(response, "response");
        restorations = List.copyOf(restorations);
        changes = List.copyOf(changes);
    }

    public ClientToken asAnswered() {
        return new ClientToken(key, digest, requestId, response, changes, restorations, true, createdMillis);
    }
}
