package dev.sagfleet.controller.store;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.PolicyCodec;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutCodec;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The tables {@code rollout} and {@code rollout_policy}. */
record HeadRows(Sql sql, KnownRollouts known) {
    private static final String SAVE = Upsert.into(
            "rollout", 1, "id", "name", "is_over", "wake_millis", "head", "policy", "pending", "created_millis");

    /** Where the policies are those that are there already, whatever was taken back since they were read. */
    private static final String SAVE_HEAD = "UPDATE rollout SET is_over = ?, wake_millis = ?, head = ?"
            + " WHERE id = ? AND policy = ? AND pending IS NOT DISTINCT FROM ?";

    private static final String SAVE_POLICY = Upsert.orLeave("rollout_policy", 2, "rollout", "digest", "policy");

    /** A row as it is read, before its policies are. */
    private record Kept(String id, KnownRollouts.Texts texts) {
        static Kept of(Row row) {
            return new Kept(
                    row.text("id"),
                    new KnownRollouts.Texts(row.text("head"), row.text("policy"), row.optionalText("pending")));
        }
    }

    /** A policy that is to be kept. */
    private record Named(RolloutPolicy policy, String digest, Optional<String> text) {
        String writtenText() {
            return text.orElseGet(() -> PolicyCodec.write(policy));
        }
    }

    List<Rollout> all(String condition, Object... values) {
        return sql.query("SELECT id, head, policy, pending FROM rollout " + condition, Kept::of, values).stream()
                .map(this::toRollout)
                .toList();
    }

    Optional<Rollout> first(String condition, Object... values) {
        return sql.first("SELECT id, head, policy, pending FROM rollout " + condition, Kept::of, values)
                .map(this::toRollout);
    }

    private Rollout toRollout(Kept kept) {
        KnownRollouts.Texts texts = kept.texts();
        return known.rollout(kept.id(), texts).orElseGet(() -> {
            Rollout read = RolloutCodec.read(
                    texts.head(),
                    policy(kept.id(), texts.policy()),
                    texts.pending().map(digest -> policy(kept.id(), digest)));
            known.add(texts, read);
            return read;
        });
    }

    private RolloutPolicy policy(String id, String digest) {
        return known.policy(digest).orElseGet(() -> {
            RolloutPolicy read = sql.first(
                            "SELECT policy FROM rollout_policy WHERE rollout = ? AND digest = ?",
                            row -> PolicyCodec.read(row.text("policy")),
                            id,
                            digest)
                    .orElseThrow();
            known.add(digest, read);
            return read;
        });
    }

    void save(Rollout rollout) {
        String id = rollout.origin().id();
        Named policy = named(rollout.policy());
        Optional<Named> pending = rollout.pending().map(this::named);
        Optional<Long> wakeMillis =
                rollout.wakeAtMillis() == PhaseClock.NEVER ? Optional.empty() : Optional.of(rollout.wakeAtMillis());
        var texts = new KnownRollouts.Texts(RolloutCodec.write(rollout), policy.digest(), pending.map(Named::digest));
        boolean isOver = rollout.state().isOver();
        int changed = sql.update(SAVE_HEAD, isOver, wakeMillis, texts.head(), id, texts.policy(), texts.pending());
        if (changed == 0) {
            sql.update(SAVE_POLICY, id, policy.digest(), policy.writtenText());
            pending.ifPresent(other -> sql.update(SAVE_POLICY, id, other.digest(), other.writtenText()));
            sql.update(
                    SAVE,
                    id,
                    rollout.policy().name(),
                    isOver,
                    wakeMillis,
                    texts.head(),
                    texts.policy(),
                    texts.pending(),
                    rollout.origin().createdMillis());
            sql.update(
                    "DELETE FROM rollout_policy" + " WHERE rollout = ? AND digest <> ? AND digest IS DISTINCT FROM ?",
                    id,
                    texts.policy(),
                    texts.pending());
        }
        known.add(texts, rollout);
    }

    private Named named(RolloutPolicy policy) {
        return known.digestOf(policy)
                .map(digest -> new Named(policy, digest, Optional.empty()))
                .orElseGet(() -> {
                    String text = PolicyCodec.write(policy);
                    String digest = Digest.ofText(text).hex();
                    known.add(digest, policy);
                    return new Named(policy, digest, Optional.of(text));
                });
    }

    void remove(String id) {
        sql.update("DELETE FROM rollout WHERE id = ?", id);
        sql.update("DELETE FROM rollout_policy WHERE rollout = ?", id);
    }
}
