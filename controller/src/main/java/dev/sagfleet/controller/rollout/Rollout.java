package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A rollout as it stands, without its members: small, however many those are. {@link Engine} makes the next one of it.
 *
 * @param policy that is in force
 * @param revision of the policy that was written last: who changes it names the one that was read
 * @param pending takes force at the resume; absent if the one in force was written last. Source: rollout rule R13
 * @param images that members are to run, or ran before; members name them by their number in this list
 * @param last how it came into its state
 * @param startedMillis when it was started; 0 before that
 * @param heldMillis how long it was paused or halted since, until it last ran
 * @param apart members that are in no wave
 * @param waves in their order
 * @param frontier the first wave that has not been passed: those behind it are not offered anything; as many as there are
 *     waves if all were passed
 * @param openings a window for each zone
 * @param sweeps what is still to be done to all members, one after the other
 * @param wakeAtMillis when it wants a {@link RolloutEvent.Tick}, if nothing else happens before; a time that is past says
 *     that it wants one at once; {@link PhaseClock#NEVER} if none
 */
public record Rollout(
        Origin origin,
        RolloutPolicy policy,
        int revision,
        Optional<RolloutPolicy> pending,
        Membership membership,
        List<Digest> images,
        Transition last,
        long startedMillis,
        long heldMillis,
        Counts apart,
        List<Wave> waves,
        int frontier,
        Flow flow,
        List<Opening> openings,
        List<Sweep> sweeps,
        long wakeAtMillis) {
    public Rollout {
        requireNonNull(origin, "origin");
        requireNonNull(policy, "policy");
        requireNonNull(pending, "pending");
        requireNonNull(membership, "membership");
        requireNonNull(last, "last");
        requireNonNull(apart, "apart");
        requireNonNull(flow, "flow");
        images = List.copyOf(images);
        waves = List.copyOf(waves);
        openings = List.copyOf(openings);
        sweeps = List.copyOf(sweeps);
    }

    /** One of whose members nothing is known yet. */
    public static Rollout draft(Origin origin, RolloutPolicy policy, String who) {
        return new Rollout(
                origin,
                policy,
                1,
                Optional.empty(),
                Membership.NONE,
                List.of(),
                new Transition(RolloutState.DRAFT, origin.createdMillis(), who, "created"),
                0,
                0,
                Counts.NONE,
                List.of(),
                0,
                Flow.NONE,
                List.of(),
                List.of(),
                PhaseClock.NEVER);
    }

    /** The same whose members are to be found anew, once it has none any more. It has not been started. */
    public static Rollout again(Rollout draft) {
        return new Rollout(
                draft.origin,
                draft.policy,
                draft.revision,
                draft.pending,
                Membership.NONE,
                List.of(),
                draft.last,
                0,
                0,
                Counts.NONE,
                List.of(),
                0,
                Flow.NONE,
                List.of(),
                List.of(),
                PhaseClock.NEVER);
    }

    /** The same in another state, and nothing else of it changed. */
    public Rollout with(Transition other) {
        return new Rollout(
                origin,
                policy,
                revision,
                pending,
                membership,
                images,
                other,
                startedMillis,
                heldMillis,
                apart,
                waves,
                frontier,
                flow,
                openings,
                sweeps,
                wakeAtMillis);
    }

    public RolloutState state() {
        return last.state();
    }

    /** All members by their states. */
    public Counts counts() {
        Counts sum = apart;
        for (Wave wave : waves) {
            sum = sum.plus(wave.counts());
        }
        return sum;
    }

    /** The image that a member is to run. */
    public Digest imageOf(Member member) {
        return images.get(member.seat().image());
    }

    /** What a member ran before; nothing if it never said. */
    public Optional<Digest> before(Member member) {
        return member.before() == Member.UNKNOWN ? Optional.empty() : Optional.of(images.get(member.before()));
    }

    /** Before this it offers nothing, since what devices carry is not known for as long as is measured; 0 if that is all the same. */
    public long knownMillis() {
        return Checkups.knownMillis(origin, policy);
    }

    /** What it says to a rollout that wants the same device. */
    public Claim claim() {
        return new Claim(origin.id(), policy.priority(), origin.createdMillis());
    }
}
