package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.SecurityToken;
import dev.sagfleet.controller.server.AccountFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose access key signs calls. */
final class SigningFlags {
    private static final String KEY_ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";
    private static final String KEY_SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--as",
            paramLabel = "USER",
            description = "Sign as this user, with the key in --data (default: with the root key).")
    private @Nullable String user;

    /**
     * The key: that of the user, else that of the environment, else the root key.
     *
     * @throws ParameterException if there is no such user, or it has no key
     * @throws IOException if what is kept of them cannot be read
     */
    AccessKey key(ControllerFlags controller) throws IOException {
        if (user != null) {
            return ofUser(AccountFile.in(controller.data()), user);
        }
        String id = System.getenv().getOrDefault(KEY_ID, "");
        String secret = System.getenv().getOrDefault(KEY_SECRET, "");
        if (id.isEmpty() || secret.isEmpty()) {
            return controller.credentials().root();
        }
        String token = System.getenv().getOrDefault(TOKEN, "");
        return new AccessKey(
                id,
                secret,
                true,
                token.isEmpty() ? Optional.empty() : Optional.of(new SecurityToken(token, Instant.MAX)));
    }

    private AccessKey ofUser(AccountFile file, String name) throws IOException {
        UserKey key = file.keyOf(name)
                .orElseThrow(() -> Arguments.wrong(
                        command, "--as: no key of " + name + " in " + file.file(), "a user who has one"));
        return new AccessKey(key.id(), key.secret());
    }
}
