package dev.sagfleet.controller.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Policy READING =
            new Policy("reading", new DrawnAccounts(1).policies(1).get(0).statements());
    private static final UserKey KEY = new UserKey("LTAIann", "secret of ann", true);
    private static final User ANN = new User("ann", List.of(KEY), List.of("reading"));

    private final Account account = Account.ALONE.with(READING).with(ANN);

    @Test
    void aKeyHasOneHolderWithThePoliciesOfTheUser() {
        assertThat(account.holder("LTAIann")).contains(new KeyHolder("ann", KEY, List.of(READING)));
        assertThat(account.holder("LTAIbob")).isEmpty();
        assertThat(account.withoutUser("ann").holder("LTAIann")).isEmpty();
    }

    @Test
    void aPolicyThatChangesIsThatOfItsUsers() {
        Policy other =
                new Policy("reading", new DrawnAccounts(2).policies(1).get(0).statements());

        assertThat(account.with(other).holder("LTAIann").orElseThrow().policies())
                .containsExactly(other);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> account.with(new User("bob", List.of(KEY), List.of())))
                .hasMessage("access key: LTAIann is there twice (expected: once)");
        assertThatThrownBy(() -> account.with(new User("bob", List.of(), List.of("writing"))))
                .hasMessage("policy: writing (expected: one of the account)");
        assertThatThrownBy(() -> account.withoutPolicy("reading"))
                .hasMessage("policy: reading is given to ann (expected: one that nobody has)");
        assertThatThrownBy(() -> account.with(new User("no name", List.of(), List.of())))
                .hasMessageStartingWith("user: no name (expected: 1 to 64 letters");
        assertThatThrownBy(() -> new Account("12", List.of(), List.of()))
                .hasMessage("account: 12 (expected: 16 digits)");
    }

    @Test
    void theRootKeyIsNobodyElses() throws IOException {
        Access access = Access.closed();
        access.open("LTAIroot", account, kept -> {});

        assertThatThrownBy(() -> access.change(
                        now -> now.with(new User("bob", List.of(new UserKey("LTAIroot", "secret", true)), List.of()))))
                .hasMessage("access key: LTAIroot is the root key (expected: another id)");
        assertThat(access.isRoot("LTAIroot")).isTrue();
        assertThat(access.isRoot("LTAIann")).isFalse();
        assertThat(access.account().users()).containsExactly(ANN);
    }

    @Test
    void aChangeThatCannotBeKeptIsNone() {
        Access access = Access.closed();
        access.open("LTAIroot", account, kept -> {
            throw new IOException("the disk is full");
        });

        assertThatThrownBy(() -> access.change(now -> now.withoutUser("ann"))).hasMessage("the disk is full");
        assertThat(access.account().user("ann")).contains(ANN);
    }

    @Test
    void secretsAreInNoText() {
        assertThat(account.holder("LTAIann").toString() + ANN).doesNotContain("secret of");
    }
}
