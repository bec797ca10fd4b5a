package dev.sagfleet.controller.server;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.KeyHolder;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.rpc.AccessKeys;
import dev.sagfleet.controller.rpc.SecurityToken;
import java.util.Optional;

/** The access keys of an account: the root key, and those of its users. */
record KnownKeys(Credentials credentials, Access access) implements AccessKeys {
    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return credentials.find(accessKeyId).or(() -> access.holder(accessKeyId).map(KnownKeys::key));
    }

    private static AccessKey key(KeyHolder holder) {
        return new AccessKey(
                holder.key().id(),
                holder.key().secret(),
                holder.key().isActive(),
                holder.temporary().map(key -> new SecurityToken(key.token(), key.expiry())));
    }
}
