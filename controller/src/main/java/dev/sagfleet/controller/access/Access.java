package dev.sagfleet.controller.access;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The account as it is now. The root key may do everything. Safe for many threads: who only reads sees one account or
 * the next, each whole.
 */
public final class Access {
    private record State(Optional<String> rootKeyId, boolean isRootAlone, Account account, AccountKeeper keeper) {}

    private final TemporaryKeys temporary = new TemporaryKeys();
    private volatile State state;

    private Access(boolean isRootAlone) {
        state = new State(Optional.empty(), isRootAlone, Account.ALONE, account -> {});
    }

    /** One that lets nobody in before it is {@link #open opened}. */
    public static Access closed() {
        return new Access(false);
    }

    /** One for a controller that nobody calls from outside: all keys are the root key but those of its users. */
    public static Access ofRootAlone() {
        return new Access(true);
    }

    /**
     * Lets these in.
     *
     * @throws AccountException if a user has the root key
     */
    public synchronized void open(String rootKeyId, Account account, AccountKeeper keeper) {
        account.requireNobodyHas(rootKeyId);
        state = new State(Optional.of(rootKeyId), false, account, keeper);
    }

    /** Whether a key may do everything. */
    public boolean isRoot(String accessKeyId) {
        State now = state;
        return now.isRootAlone()
                ? now.account().holder(accessKeyId).isEmpty()
                : now.rootKeyId().filter(accessKeyId::equals).isPresent();
    }

    public Account account() {
        return state.account();
    }

    /** The user whose key this is, if it is one's; also of a temporary key whose time is over. */
    public Optional<KeyHolder> holder(String accessKeyId) {
        Account account = state.account();
        return account.holder(accessKeyId).or(() -> temporary.find(accessKeyId).flatMap(key -> holder(account, key)));
    }

    /** With the policies that the user has now. */
    private static Optional<KeyHolder> holder(Account account, TemporaryKey key) {
        return account.user(key.user())
                .map(user -> new KeyHolder(user.name(), key.key(), account.policiesOf(user), Optional.of(key)));
    }

    /**
     * Gives out a temporary key.
     *
     * @throws AccountException if there are too many
     */
    public void add(TemporaryKey key, Instant now) {
        temporary.add(key, now);
    }

    /**
     * Changes the account, and returns once the change is kept. No two changes are made at a time.
     *
     * @throws AccountException if there can be no such account; it is then as before
     * @throws IOException if it cannot be kept, likewise
     */
    public synchronized Account change(UnaryOperator<Account> change) throws IOException {
        State before = state;
        Account changed = change.apply(before.account());
        before.rootKeyId().ifPresent(changed::requireNobodyHas);
        before.keeper().keep(changed);
        state = new State(before.rootKeyId(), before.isRootAlone(), changed, before.keeper());
        return changed;
    }
}
