package dev.sagfleet.controller.access;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The users and policies of an account. Immutable, and without contradictions. */
public final class Account {
    /** As the owner of resources in policies. */
    public static final Pattern ID = Pattern.compile("[0-9]{16}");

    /** Nobody but the owner of the root key. */
    public static final Account ALONE =
            new Account("1234567890123456", Collections.emptyList(), Collections.emptyList());

    public static final int USERS_MAX = 500;
    public static final int POLICIES_MAX = 200;

    private final String id;
    private final SortedMap<String, User> users = new TreeMap<>();
    private final SortedMap<String, Policy> policies = new TreeMap<>();
    private final SortedMap<String, KeyHolder> holders = new TreeMap<>();

    /**
     * An account of these.
     *
     * @throws AccountException if a name or a key is there twice, a policy is missing, or there are too many
     */
    public Account(String id, Collection<User> users, Collection<Policy> policies) {
        if (!ID.matcher(id).matches()) {
            throw new AccountException("account: " + id + " (expected: 16 digits)");
        }
        this.id = id;
        policies.forEach(this::add);
        users.forEach(this::add);
        requireAtMost("users", this.users.size(), USERS_MAX);
        requireAtMost("policies", this.policies.size(), POLICIES_MAX);
    }

    private void add(Policy policy) {
        requireName("policy", policy.name());
        if (policies.putIfAbsent(policy.name(), policy) != null) {
            throw new AccountException("policy: " + policy.name() + " is there twice (expected: once)");
        }
    }

    private void add(User user) {
        requireName("user", user.name());
        requireAtMost("policies of " + user.name(), user.policies().size(), User.POLICIES_MAX);
        requireAtMost("keys of " + user.name(), user.keys().size(), User.KEYS_MAX);
        List<Policy> given = policiesOf(user);
        if (users.putIfAbsent(user.name(), user) != null) {
            throw new AccountException("user: " + user.name() + " is there twice (expected: once)");
        }
        for (UserKey key : user.keys()) {
            if (holders.putIfAbsent(key.id(), new KeyHolder(user.name(), key, given)) != null) {
                throw new AccountException("access key: " + key.id() + " is there twice (expected: once)");
            }
        }
    }

    /** The policies of one of its users. */
    List<Policy> policiesOf(User user) {
        return user.policies().stream().map(this::required).toList();
    }

    private Policy required(String name) {
        return policy(name)
                .orElseThrow(() -> new AccountException("policy: " + name + " (expected: one of the account)"));
    }

    private static void requireName(String what, String name) {
        if (!User.NAME.matcher(name).matches()) {
            throw new AccountException(what + ": " + name + " (expected: " + User.NAME_FORM + ')');
        }
    }

    private static void requireAtMost(String what, int found, int most) {
        if (found > most) {
            throw new AccountException(what + ": " + found + " (expected: at most " + most + ')');
        }
    }

    /** 16 digits. */
    public String id() {
        return id;
    }

    /** All users, in the order of their names. */
    public Collection<User> users() {
        return Collections.unmodifiableCollection(users.values());
    }

    /** All policies, in the order of their names. */
    public Collection<Policy> policies() {
        return Collections.unmodifiableCollection(policies.values());
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Policy> policy(String name) {
        return Optional.ofNullable(policies.get(name));
    }

    /** Whose access key this is. */
    public Optional<KeyHolder> holder(String accessKeyId) {
        return Optional.ofNullable(holders.get(accessKeyId));
    }

    /**
     * Makes sure that the root key is no user's.
     *
     * @throws AccountException if it is
     */
    public void requireNobodyHas(String rootKeyId) {
        if (holders.containsKey(rootKeyId)) {
            throw new AccountException("access key: " + rootKeyId + " is the root key (expected: another id)");
        }
    }

    /** With this user, in the place of the one with that name if there is one. */
    public Account with(User user) {
        SortedMap<String, User> changed = new TreeMap<>(users);
        changed.put(user.name(), user);
        return new Account(id, changed.values(), policies.values());
    }

    public Account withoutUser(String name) {
        SortedMap<String, User> changed = new TreeMap<>(users);
        changed.remove(name);
        return new Account(id, changed.values(), policies.values());
    }

    /** With this policy, in the place of the one with that name if there is one. */
    public Account with(Policy policy) {
        SortedMap<String, Policy> changed = new TreeMap<>(policies);
        changed.put(policy.name(), policy);
        return new Account(id, users.values(), changed.values());
    }

    /**
     * Without this policy, which nobody may have.
     *
     * @throws AccountException if a user has it
     */
    public Account withoutPolicy(String name) {
        users.values().stream()
                .filter(user -> user.policies().contains(name))
                .findFirst()
                .ifPresent(user -> {
                    throw new AccountException(
                            "policy: " + name + " is given to " + user.name() + " (expected: one that nobody has)");
                });
        SortedMap<String, Policy> changed = new TreeMap<>(policies);
        changed.remove(name);
        return new Account(id, users.values(), changed.values());
    }
}
