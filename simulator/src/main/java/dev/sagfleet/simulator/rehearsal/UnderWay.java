package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.Recount;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rollout that has been started and has not ended, with its members.
 *
 * @param rollout whose counts are those of the members
 * @param members in the order of their places
 * @param change what it is to go on by instead; absent if by what it has
 */
public record UnderWay(Rollout rollout, List<Member> members, Optional<RolloutPolicy> change) {
    public UnderWay {
        if (!rollout.state().isUnderWay()) {
            throw new IllegalArgumentException(
                    "rollout: " + rollout.state() + " (expected: one that was started and has not ended)");
        }
        members = List.copyOf(members);
        rollout = Recount.of(rollout, members);
    }

    /** The same that goes on by another policy. */
    UnderWay with(RolloutPolicy policy) {
        return new UnderWay(rollout, members, Optional.of(policy));
    }

    /** When it was. */
    public Instant started() {
        return Instant.ofEpochMilli(rollout.startedMillis());
    }

    /** By what it goes on. */
    public RolloutPolicy policy() {
        return change.or(rollout::pending).orElse(rollout.policy());
    }

    /** Devices that write the image or start it, so that they may be gone for as long as a boot takes. */
    List<SerialNumber> writing() {
        return members.stream()
                .filter(member -> member.phase() == Phase.WRITING)
                .map(Member::serial)
                .toList();
    }

    /** Whether somebody has to let it go on. */
    boolean isHeld() {
        return rollout.state().isHeld();
    }

    /** Whether its failures so far have to be accepted for that. */
    boolean hasHalted() {
        return rollout.state() == RolloutState.HALTED;
    }
}
