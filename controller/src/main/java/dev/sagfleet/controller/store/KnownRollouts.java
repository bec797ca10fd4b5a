package dev.sagfleet.controller.store;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What some texts say that were lately read or written, so that a report, which changes a head a little and no policy, reads no
 * text and writes one. It is asked by the texts themselves, so it is right whatever is taken back. Thread-safe.
 */
final class KnownRollouts {
    private static final int POLICIES_MAX = 16;
    private static final int HEADS_MAX = 64;

    /** What is kept of a rollout in its row: the text of its head, and the digests of those of its policies. */
    record Texts(String head, String policy, Optional<String> pending) {}

    private record Head(Texts texts, Rollout rollout) {}

    private final Map<String, RolloutPolicy> policies = new LinkedHashMap<>(16, 0.75f, true);

    /** Of the very same objects, since a policy may name all devices of a fleet. */
    private final IdentityHashMap<RolloutPolicy, String> digests = new IdentityHashMap<>();

    private final Map<String, Head> heads = new LinkedHashMap<>(16, 0.75f, true);

    /** The rollout with an id, if these are its texts as they were last read or written. */
    synchronized Optional<Rollout> rollout(String id, Texts texts) {
        return Optional.ofNullable(heads.get(id))
                .filter(head -> head.texts().equals(texts))
                .map(Head::rollout);
    }

    synchronized void add(Texts texts, Rollout rollout) {
        heads.put(rollout.origin().id(), new Head(texts, rollout));
        if (heads.size() > HEADS_MAX) {
            Iterator<Head> eldest = heads.values().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    synchronized Optional<RolloutPolicy> policy(String digest) {
        return Optional.ofNullable(policies.get(digest));
    }

    /** The digest of the text of this very object, if it is one of those. */
    synchronized Optional<String> digestOf(RolloutPolicy policy) {
        return Optional.ofNullable(digests.get(policy));
    }

    synchronized void add(String digest, RolloutPolicy policy) {
        RolloutPolicy before = policies.put(digest, policy);
        if (before != null) {
            digests.remove(before);
        }
        digests.put(policy, digest);
        if (policies.size() > POLICIES_MAX) {
            Iterator<RolloutPolicy> eldest = policies.values().iterator();
            digests.remove(eldest.next());
            eldest.remove();
        }
    }
}
