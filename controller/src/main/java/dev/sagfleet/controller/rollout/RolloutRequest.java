package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;

/**
 * Something that a person wants of a rollout. One that does not fit its state is {@linkplain RolloutEffect.Refuse refused},
 * and changes nothing. Source: rollout rules R4 and R12 to R14.
 */
public sealed interface RolloutRequest extends RolloutEvent {
    /** A person agrees to these members. */
    record Approve(Digest members, String who) implements RolloutRequest {
        public Approve {
            requireNonNull(members, "members");
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onApprove(this);
        }
    }

    /** A person agrees that the wave behind this one may open. */
    record ApproveWave(int wave, String who) implements RolloutRequest {
        public ApproveWave {
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onApproveWave(this);
        }
    }

    /**
     * A person starts it.
     *
     * @param members the digest of those that match now
     */
    record Start(Digest members, String who) implements RolloutRequest {
        public Start {
            requireNonNull(members, "members");
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onStart(this);
        }
    }

    /**
     * A person pauses it. Source: rollout rule R13.
     *
     * @param hard whether what has not begun writing waits as well
     */
    record Pause(boolean hard, String who, String why) implements RolloutRequest {
        public Pause {
            requireNonNull(who, "who");
            requireNonNull(why, "why");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onPause(this);
        }
    }

    /**
     * A person lets it go on, by the policy that was written last.
     *
     * @param accept whether the failures so far are accepted: it is judged as if those members were not there
     */
    record Resume(boolean accept, String who, String why) implements RolloutRequest {
        public Resume {
            requireNonNull(who, "who");
            requireNonNull(why, "why");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onResume(this);
        }
    }

    /**
     * A person changes the policy: before the start at once, later at the resume. Source: rollout rule R13.
     *
     * @param revision of the policy that was read
     */
    record Edit(RolloutPolicy policy, int revision, String who) implements RolloutRequest {
        public Edit {
            requireNonNull(policy, "policy");
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onEdit(this);
        }
    }

    /** A person cancels it. Source: rollout rule R14. */
    record Cancel(String who, String why) implements RolloutRequest {
        public Cancel {
            requireNonNull(who, "who");
            requireNonNull(why, "why");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onCancel(this);
        }
    }

    /** A person wants those that have failed or are silent tried again, in a wave behind all others. */
    record Retry(String who) implements RolloutRequest {
        public Retry {
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onRetry(this);
        }
    }

    /**
     * A person wants devices to run what they ran before.
     *
     * @param scope of the wave at which the rollout stands, or all
     */
    record Revert(Rollback.Scope scope, String who) implements RolloutRequest {
        public Revert {
            requireNonNull(scope, "scope");
            requireNonNull(who, "who");
        }

        @Override
        public void tell(RolloutEvent.Receiver receiver) {
            receiver.onRevert(this);
        }
    }
}
