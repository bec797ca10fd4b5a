package dev.sagfleet.controller.server;

import dev.sagfleet.controller.accessfile.DeclaredAccount;
import dev.sagfleet.controller.rpc.AccessKey;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever starts a controller wants its credentials to be; the rest is as it was kept, or made up.
 *
 * @param root the root access key of the API
 * @param controlToken of the control API
 * @param users of the account, in the place of those that were kept
 */
public record GivenCredentials(
        Optional<AccessKey> root, Optional<String> controlToken, Optional<DeclaredAccount> users) {
    public static final GivenCredentials NONE = new GivenCredentials(Optional.empty(), Optional.empty());

    /** The variable that holds the control token, for a controller and for whoever calls it. */
    public static final String CONTROL_TOKEN = "SAG_CONTROL_TOKEN";

    private static final String KEY_ID = "SAG_ACCESS_KEY_ID";
    private static final String KEY_SECRET = "SAG_ACCESS_KEY_SECRET";
    private static final int TOKEN_LENGTH_MIN = 8;
    private static final int TOKEN_LENGTH_MAX = 200;

    /** Nothing said of users: they are as they were kept. */
    public GivenCredentials(Optional<AccessKey> root, Optional<String> controlToken) {
        this(root, controlToken, Optional.empty());
    }

    public GivenCredentials withUsers(DeclaredAccount account) {
        return new GivenCredentials(root, controlToken, Optional.of(account));
    }

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException if one of them cannot be used; the message names it
     */
    public static GivenCredentials in(Map<String, String> environment) {
        String id = environment.getOrDefault(KEY_ID, "");
        String secret = environment.getOrDefault(KEY_SECRET, "");
        if (id.isEmpty() != secret.isEmpty()) {
            throw new IllegalArgumentException(KEY_ID + " and " + KEY_SECRET + ": one is set (expected: both or none)");
        }
        Optional<AccessKey> root = id.isEmpty() ? Optional.empty() : Optional.of(new AccessKey(id, secret));
        return new GivenCredentials(root, controlToken(environment));
    }

    /**
     * The control token of an environment, if it has one.
     *
     * @throws IllegalArgumentException if it could not be sent in a header, or is easily guessed
     */
    public static Optional<String> controlToken(Map<String, String> environment) {
        String token = environment.getOrDefault(CONTROL_TOKEN, "");
        boolean isUsable = token.length() >= TOKEN_LENGTH_MIN
                && token.length() <= TOKEN_LENGTH_MAX
                && token.chars().allMatch(character -> character > ' ' && character < 127);
        if (!token.isEmpty() && !isUsable) {
            throw new IllegalArgumentException(CONTROL_TOKEN + ": " + token.length() + " characters (expected: "
                    + TOKEN_LENGTH_MIN + " to " + TOKEN_LENGTH_MAX + " of ASCII, no spaces)");
        }
        return Optional.of(token).filter(given -> !given.isEmpty());
    }

    /** Never the secrets, since this is what logs get. */
    @Override
    public String toString() {
        return "GivenCredentials[hidden]";
    }
}
