package dev.sagfleet.controller.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody who may do what policies allow.
 *
 * @param policies by name, in the order in which they are looked at
 */
public record User(String name, List<UserKey> keys, List<String> policies) {
    /** What the name of a user, or of a policy, may be. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /** The same for a person. */
    public static final String NAME_FORM =
            "1 to 64 letters, digits, . _ @ and -, the first of them a letter or a digit";

    public static final int KEYS_MAX = 10;
    public static final int POLICIES_MAX = 20;

    public User {
        keys = List.copyOf(keys);
        policies = List.copyOf(policies);
    }

    public Optional<UserKey> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** With other policies. */
    public User withPolicies(List<String> others) {
        return new User(name, keys, others);
    }

    /** With a key more, or one in the place of that with the same id. */
    public User withKey(UserKey key) {
        List<UserKey> changed = this.key(key.id()).isPresent()
                ? keys.stream()
                        .map(each -> each.id().equals(key.id()) ? key : each)
                        .toList()
                : Stream.concat(keys.stream(), Stream.of(key)).toList();
        return new User(name, changed, policies);
    }

    public User withoutKey(String id) {
        return new User(name, keys.stream().filter(key -> !key.id().equals(id)).toList(), policies);
    }
}
