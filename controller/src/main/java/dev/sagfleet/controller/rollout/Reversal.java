package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What it takes to bring devices back to what they ran before: a rollout of its own. Source: rollout rule R14.
 *
 * @param returns devices with what each of them ran before
 * @param forbidden those whose security floor does not allow that
 * @param unknown those of which nobody knows what they ran
 */
public record Reversal(List<Return> returns, List<SerialNumber> forbidden, List<SerialNumber> unknown) {
    /** One device, and the image that it gets back. */
    public record Return(SerialNumber serial, Digest image) {}

    public Reversal {
        returns = List.copyOf(returns);
        forbidden = List.copyOf(forbidden);
        unknown = List.copyOf(unknown);
    }

    /**
     * That of some members. Only those are brought back that run the new image by this rollout.
     *
     * @param members those of the rollout, or some of them
     * @param wave whose members are meant, if not those of all
     * @param isAllowed whether a device may run an image again
     */
    public static Reversal of(
            Rollout rollout,
            Iterable<Member> members,
            Rollback.Scope scope,
            int wave,
            BiPredicate<SerialNumber, Digest> isAllowed) {
        List<Return> returns = new ArrayList<>();
        List<SerialNumber> forbidden = new ArrayList<>();
        List<SerialNumber> unknown = new ArrayList<>();
        for (Member member : members) {
            boolean isMeant = member.state() == MemberState.SUCCEEDED
                    && member.bond() != Bond.TAKEN
                    && (scope == Rollback.Scope.ALL || member.wave() == wave);
            if (!isMeant) {
                continue;
            }
            Optional<Digest> before = rollout.before(member);
            if (before.isEmpty()) {
                unknown.add(member.serial());
            } else if (isAllowed.test(member.serial(), before.get())) {
                returns.add(new Return(member.serial(), before.get()));
            } else {
                forbidden.add(member.serial());
            }
        }
        return new Reversal(returns, forbidden, unknown);
    }
}
