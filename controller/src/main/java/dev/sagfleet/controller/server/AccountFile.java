package dev.sagfleet.controller.server;

import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.AccountException;
import dev.sagfleet.controller.access.AccountKeeper;
import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount;
import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.document.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The users of a controller and their policies, kept in a file that only its owner can read: their keys are in it. */
public record AccountFile(Path file) implements AccountKeeper {
    /** Name of the file in the data directory; a users file like any other. */
    public static final String FILE = "users";

    /** The file in a data directory. */
    public static AccountFile in(Path dataDirectory) {
        return new AccountFile(dataDirectory.resolve(FILE));
    }

    /**
     * The account that is kept; nobody if none is.
     *
     * @throws dev.sagfleet.controller.document.DocumentException if somebody has made the file unreadable
     */
    public Account read() throws IOException {
        if (!Files.exists(file)) {
            return Account.ALONE;
        }
        PrivateFiles.restrict(file);
        try {
            return UsersFile.read(file).complete(Account.ALONE, DrawnKeys.secure());
        } catch (AccountException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The account that is wanted, completed by what is kept, and from now on kept itself; else the one that is kept.
     *
     * @throws IOException if it cannot be kept, contradicts what is kept, or has the root key; the message names the
     *     file
     */
    Account open(Optional<DeclaredAccount> wanted, String rootKeyId) throws IOException {
        Account kept = read();
        try {
            Account account = wanted.map(declared -> declared.complete(kept, DrawnKeys.secure()))
                    .orElse(kept);
            account.requireNobodyHas(rootKeyId);
            if (!UsersFile.write(account).equals(UsersFile.write(kept))) {
                keep(account);
            }
            return account;
        } catch (AccountException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void keep(Account account) throws IOException {
        byte[] bytes = UsersFile.write(account).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > YamlDocument.SIZE_MAX) {
            throw new IOException(file + ": " + bytes.length + " bytes of users and policies (expected: at most "
                    + YamlDocument.SIZE_MAX + ')');
        }
        PrivateFiles.writeDurably(file, bytes);
    }

    /** What a user signs with: the first active key, else the first of all, so that it can be seen to be refused. */
    public Optional<UserKey> keyOf(String user) throws IOException {
        return read().user(user).flatMap(found -> found.keys().stream()
                .filter(UserKey::isActive)
                .findFirst()
                .or(() -> found.keys().stream().findFirst()));
    }
}
