package dev.sagfleet.controller.rpc;

import java.util.Optional;

/** Where access keys are found. Called by many threads at once. */
@FunctionalInterface
public interface AccessKeys {
    Optional<AccessKey> find(String accessKeyId);
}
