package dev.sagfleet.controller.accessfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Circumstances;
import dev.sagfleet.controller.access.Decision;
import dev.sagfleet.controller.access.DrawnAccounts;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount.KeyDrawing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersFileTest {
    private static final String POLICY =
            """
            {"Version": "1", "Statement": [
              {"Effect": "Allow", "NotAction": "ecs:*", "Resource": ["acs:smartag:*:*:smartag/sag-1"],
               "Condition": {"Bool": {"acs:SecureTransport": ["false"]},
                             "DateLessThan": {"acs:CurrentTime": "2027-01-01T00:00:00+08:00"}}}]}
            """;

    /** Draws one key after the other. */
    private static KeyDrawing counting() {
        return new KeyDrawing() {
            private int drawn;

            @Override
            public UserKey key() {
                return new UserKey("drawn" + drawn, secret(), true);
            }

            @Override
            public UserKey temporaryKey() {
                return key();
            }

            @Override
            public String token() {
                return secret();
            }

            @Override
            public String secret() {
                drawn++;
                return "drawn secret " + drawn;
            }
        };
    }

    @Test
    void theExampleIsAnAccount() throws IOException {
        Account account = UsersFile.read(Path.of("examples", "users.yaml")).complete(Account.ALONE, counting());

        assertThat(account.users().stream().map(User::name)).containsExactly("leaver", "operator", "reader");
        assertThat(account.user("reader").orElseThrow().keys())
                .containsExactly(new UserKey("drawn0", "drawn secret 1", true));
        assertThat(account.holder("LTAIleaver").orElseThrow().key().isActive()).isFalse();
        assertThat(decide(account, "127.0.0.1", "cn-shanghai").words())
                .startsWith("statement 1 of policy operations allows smartag:DowngradeSmartAccessGateway");
        assertThat(decide(account, "127.0.0.1", "cn-hongkong").words())
                .startsWith("statement 2 of policy operations denies smartag:DowngradeSmartAccessGateway");
        assertThat(decide(account, "192.0.2.1", "cn-shanghai").isAllowed()).isFalse();
    }

    private static Decision decide(Account account, String from, String region) {
        try {
            return account.holder("LTAIoperator")
                    .orElseThrow()
                    .decide(
                            "smartag:DowngradeSmartAccessGateway",
                            List.of("acs:smartag:" + region + ":1234567890123456:smartag/sag-1"),
                            new Circumstances(
                                    Instant.parse("2026-11-28T09:00:00Z"),
                                    Optional.of(InetAddress.getByName(from)),
                                    false));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        for (long seed = 1; seed <= 1_000; seed++) {
            Account drawn = new DrawnAccounts(seed).account();
            String written = UsersFile.write(drawn);

            Account read = UsersFile.parse("users", written).complete(Account.ALONE, counting());

            assertThat(read.id()).as("seed %d:%n%s", seed, written).isEqualTo(drawn.id());
            assertThat(List.copyOf(read.users())).as("seed %d", seed).isEqualTo(List.copyOf(drawn.users()));
            assertThat(UsersFile.write(read)).as("seed %d", seed).isEqualTo(written);
        }
    }

    @Test
    void aPolicyIsReadAsTheConsoleOfTheCloudWritesIt() throws IOException {
        assertThat(PolicyText.of(UsersFile.parsePolicy("body", POLICY, "given")))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"NotAction\":[\"ecs:*\"],"
                                + "\"Resource\":[\"acs:smartag:*:*:smartag/sag-1\"],\"Condition\":"
                                + "{\"Bool\":{\"acs:SecureTransport\":[\"false\"]},"
                                + "\"DateLessThan\":{\"acs:CurrentTime\":[\"2026-12-31T16:00:00Z\"]}}}]}"));
    }

    @Test
    void whatAFileLeavesOutIsAsItWasKept() {
        String file =
                """
                users:
                  ann: {}
                  bob:
                    keys: [{id: LTAIbob}, {id: LTAInew, active: false}]
                  eve: {keys: []}
                """;
        Account kept = Account.ALONE
                .with(new User("ann", List.of(new UserKey("LTAIann", "kept of ann", true)), List.of()))
                .with(new User("bob", List.of(new UserKey("LTAIbob", "kept of bob", false)), List.of()))
                .with(new User("ida", List.of(new UserKey("LTAIida", "kept of ida", true)), List.of()));

        Account account = UsersFile.parse("users.yaml", file).complete(kept, counting());

        assertThat(account.users())
                .containsExactly(
                        new User("ann", List.of(new UserKey("LTAIann", "kept of ann", true)), List.of()),
                        new User(
                                "bob",
                                List.of(
                                        new UserKey("LTAIbob", "kept of bob", true),
                                        new UserKey("LTAInew", "drawn secret 1", false)),
                                List.of()),
                        new User("eve", List.of(), List.of()));
    }
}
