package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.server.GivenCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may call a controller beside the owner of the root key. */
final class UsersFlag {
    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "The users of the account and their policies (YAML), in the place of those in --data; keys"
                    + " that it does not give are made up.")
    private @Nullable Path file;

    /** @throws IOException if the file cannot be read */
    GivenCredentials applied(GivenCredentials given) throws IOException {
        return file == null ? given : given.withUsers(UsersFile.read(file));
    }
}
