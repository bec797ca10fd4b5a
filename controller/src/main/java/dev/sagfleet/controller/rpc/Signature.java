package dev.sagfleet.controller.rpc;

import java.util.Optional;

/** The signature of one request, complete but not yet checked. */
sealed interface Signature permits SignatureV1, SignatureV3 {
    /** Who claims to have signed. */
    String accessKeyId();

    /** When, as the request writes it. */
    String timestamp();

    /** What makes this request unlike any other of the same key. */
    String nonce();

    /** What a temporary key comes with. */
    Optional<String> securityToken();

    /** Whether the owner of the key signed exactly this request. */
    boolean isBy(AccessKey key);

    /** What the owner of the key would have signed. */
    String toSign();

    /** What may help to find out why the signature is another one. */
    String hint();
}
