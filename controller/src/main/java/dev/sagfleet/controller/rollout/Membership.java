package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import java.util.Optional;

/**
 * Who a rollout is for.
 *
 * @param expected how many places were dealt
 * @param filled how many of them have their member; those that came later have places behind
 * @param dealt the digest of the members; absent while they are not known
 * @param approved the one that a person has agreed to; absent if nobody has. Source: rollout rule R4
 */
public record Membership(int expected, int filled, Optional<Digest> dealt, Optional<Digest> approved) {
    static final Membership NONE = new Membership(0, 0, Optional.empty(), Optional.empty());

    public Membership {
        requireNonNull(dealt, "dealt");
        requireNonNull(approved, "approved");
    }

    /** Whether every place that was dealt has its member. */
    public boolean isFull() {
        return dealt.isPresent() && filled >= expected;
    }

    Membership plus(int more) {
        return new Membership(expected, filled + more, dealt, approved);
    }

    Membership approvedAs(Optional<Digest> other) {
        return new Membership(expected, filled, dealt, other);
    }
}
