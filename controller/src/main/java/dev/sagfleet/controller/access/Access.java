package dev.sagfleet.controller.access;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The account as it is now. The root key may do everything. Safe for many threads: who only reads sees one account or
 * the next, each whole.
 */
public final class Access {
    private record State(Optional<String> rootKeyId, boolean isRootAlone, Account account, AccountKeeper keeper) {}

    private volatile State state;

    private Access(boolean isRootAlone) {
        state = new State(Optional.empty(), isRootAlone, Account.ALONE, account -> {});
    }

    /** One that lets nobody in before it is {@link #open opened}. */
    public static Access closed() {
        return new Access(false);
    }

    /** One without users, for a controller that nobody calls from outside: all keys are the root key. */
    public static Access ofRootAlone() {
        return new Access(true);
    }

    /**
     * Lets these in.
     *
     * @throws AccountException if a user has the root key
     */
    public synchronized void open(String rootKeyId, Account account, AccountKeeper keeper) {
        requireNobodys(rootKeyId, account);
        state = new State(Optional.of(rootKeyId), false, account, keeper);
    }

    /** Whether a key may do everything. */
    public boolean isRoot(String accessKeyId) {
        State now = state;
        return now.isRootAlone() || now.rootKeyId().filter(accessKeyId::equals).isPresent();
    }

    public Account account() {
        return state.account();
    }

    /** The user whose key this is, if it is one's. */
    public Optional<KeyHolder> holder(String accessKeyId) {
        return state.account().holder(accessKeyId);
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
        before.rootKeyId().ifPresent(id -> requireNobodys(id, changed));
        before.keeper().keep(changed);
        state = new State(before.rootKeyId(), before.isRootAlone(), changed, before.keeper());
        return changed;
    }

    private static void requireNobodys(String rootKeyId, Account account) {
        if (account.holder(rootKeyId).isPresent()) {
            throw new AccountException("access key: " + rootKeyId + " is the root key (expected: another id)");
        }
    }
}
