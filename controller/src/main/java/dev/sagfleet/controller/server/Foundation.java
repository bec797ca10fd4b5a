package dev.sagfleet.controller.server;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.core.CoreSetup;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.firmware.Links;
import dev.sagfleet.controller.firmware.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a controller stands on before it listens: what is kept in its data directory, and its core. */
record Foundation(OpenStore opened, OpenFirmware firmware, Credentials credentials, Access access, ControllerCore core)
        implements AutoCloseable {
    /**
     * Opens all of it, or nothing.
     *
     * @param loop for what the core does later
     * @throws IOException if the data directory cannot be used
     */
    static Foundation open(ControllerConfig config, GivenCredentials given, Loop loop) throws IOException {
        Path directory = config.dataDirectory();
        SigningKeys keys = config.store().signingKeys(directory);
        var links = new Links(keys.linkKey(), config.downloads().linkLifetime());
        Access access = Access.closed();
        var setup = new CoreSetup(
                config.timing(),
                config.answerWait(),
                config.grace(),
                InstantSource.system(),
                loop,
                links,
                new Egress(config.downloads().egress(), config.downloads().downloadsMax()),
                access);
        var opened = new AtomicReference<@Nullable OpenStore>();
        try {
            ControllerCore core = ControllerCore.start(setup, listener -> {
                        OpenStore store = config.store().open(directory, listener);
                        opened.set(store);
                        return store.store();
                    })
                    .toCompletableFuture()
                    .join();
            Credentials credentials = Credentials.open(directory, given);
            AccountFile users = AccountFile.in(directory);
            String rootKeyId = credentials.root().id();
            access.open(rootKeyId, users.open(given.users(), rootKeyId), users);
            OpenFirmware firmware = OpenFirmware.open(config, keys, links, core.egress(), core.store());
            return new Foundation(requireNonNull(opened.get()), firmware, credentials, access, core);
        } catch (IOException | RuntimeException e) {
            OpenStore store = opened.get();
            if (store != null) {
                store.close();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        firmware.close();
        opened.close();
    }
}
