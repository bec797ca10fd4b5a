package dev.sagfleet.controller.accessfile;

import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;
import java.util.List;
import java.util.Optional;

/**
 * What a file says of an account; the rest is as it was kept, or made up.
 *
 * @param id of the account
 */
public record DeclaredAccount(Optional<String> id, List<Policy> policies, List<DeclaredUser> users) {
    public DeclaredAccount {
        policies = List.copyOf(policies);
        users = List.copyOf(users);
    }

    /**
     * A user.
     *
     * @param keys nothing if the file says nothing of them
     */
    public record DeclaredUser(String name, List<String> policies, Optional<List<DeclaredKey>> keys) {
        public DeclaredUser {
            policies = List.copyOf(policies);
            keys = keys.map(List::copyOf);
        }
    }

    /** An access key, perhaps without its secret. */
    public record DeclaredKey(String id, Optional<String> secret, boolean isActive) {
        /** Without the secret, so that no log shows it. */
        @Override
        public String toString() {
            return "DeclaredKey[id=" + id + ", isActive=" + isActive + ']';
        }
    }

    /** Makes up keys that nobody can guess. */
    public interface KeyDrawing {
        UserKey key();

        String secret();

        /** A key that can be told from those that last. */
        UserKey temporaryKey();

        /** What goes with a temporary key. */
        String token();
    }

    /**
     * The account. A user of whom no keys are declared has those that were kept, or one that is made up; a key without
     * a secret has the one that was kept, or one that is made up. Of what was kept and is not declared nothing is left.
     *
     * @throws dev.sagfleet.controller.access.AccountException if a kept key of one user is declared of another
     */
    public Account complete(Account kept, KeyDrawing drawing) {
        return new Account(
                id.orElseGet(kept::id),
                users.stream().map(user -> complete(user, kept, drawing)).toList(),
                policies);
    }

    private static User complete(DeclaredUser user, Account kept, KeyDrawing drawing) {
        Optional<User> before = kept.user(user.name());
        List<UserKey> keys = user.keys()
                .map(declared -> declared.stream()
                        .map(key -> complete(key, before, drawing))
                        .toList())
                .orElseGet(() ->
                        before.map(User::keys).filter(old -> !old.isEmpty()).orElseGet(() -> List.of(drawing.key())));
        return new User(user.name(), keys, user.policies());
    }

    private static UserKey complete(DeclaredKey key, Optional<User> before, KeyDrawing drawing) {
        String secret = key.secret()
                .or(() -> before.flatMap(user -> user.key(key.id())).map(UserKey::secret))
                .orElseGet(drawing::secret);
        return new UserKey(key.id(), secret, key.isActive());
    }
}
