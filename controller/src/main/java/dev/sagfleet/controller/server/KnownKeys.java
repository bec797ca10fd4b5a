package dev.sagfleet.controller.server;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.AccessKeys;
import java.util.Optional;

/** The access keys of an account: the root key, and those of its users. */
record KnownKeys(Credentials credentials, Access access) implements AccessKeys {
    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return credentials.find(accessKeyId).or(() -> access.holder(accessKeyId)
                .map(holder -> new AccessKey(
                        holder.key().id(), holder.key().secret(), holder.key().isActive())));
    }
}
