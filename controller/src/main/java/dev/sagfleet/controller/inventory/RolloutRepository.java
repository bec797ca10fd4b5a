package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.Members;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.Transition;
import java.util.List;
import java.util.Optional;

/**
 * The rollouts, each with its members and its audit log, and which device each of them has. What is asked for one member, or
 * one device, costs no more the more of them there are.
 */
public interface RolloutRepository {
    Optional<Rollout> find(String id);

    /**
     * The one that is called so; of several one that is not over, and the latest. That no two of those that are not over are
     * called the same is a rule of who creates them.
     */
    Optional<Rollout> findByName(String name);

    /** All of them, the latest first. What no slice has named as its next leads nowhere. */
    Slice<Rollout> list(SliceRequest request);

    /** The ids of those that want to be woken at this time or before it, the longest waiting first. */
    List<String> dueBy(long nowMillis);

    /** When the next one wants to be woken; {@link PhaseClock#NEVER} if none does. */
    long nextWakeMillis();

    /** The member that a device is of a rollout; the latest, if it was one more than once. */
    Optional<Member> member(String id, SerialNumber serial);

    /** The members of a rollout in a row of places. */
    List<Member> members(String id, int fromPlace, int most);

    /** How many members a rollout has. */
    int size(String id);

    /**
     * Why members of a rollout have failed, by wave and the number of the code. It counts those that have, so it is for who
     * looks on, not for each report.
     */
    List<CauseCount> causes(String id);

    /**
     * How many members of a wave have failed for one cause.
     *
     * @param wave counts from 0
     */
    record CauseCount(int wave, UpdateCode code, int members) {
        public CauseCount {
            requireNonNull(code, "code");
        }
    }

    /** The ids of the rollouts of which a device is or was a member, in their order. */
    List<String> of(SerialNumber serial);

    /** Which rollout has a device. Source: rollout rule R5. */
    Optional<Claim> claim(SerialNumber serial);

    /** The lines of the audit log of a rollout that come after one, from 0, in their order. */
    List<LogLine> log(String id, long after, int most);

    /**
     * A line of an audit log.
     *
     * @param number counts the lines of its rollout, from 1
     */
    record LogLine(long number, Transition transition) {}

    /** The same in a transaction. */
    interface Writable extends RolloutRepository {
        /** A number that no rollout has had. */
        long nextNumber();

        /** Adds a rollout, or replaces the one that has its id. */
        void save(Rollout rollout);

        /**
         * Takes a rollout away with its members, its log and its claims. That takes long if there are many: {@link
         * Members#removeLast} and {@link #release} take them away bit by bit before.
         */
        void remove(String id);

        /** The members of a rollout, to be changed. */
        Members members(String id);

        /** Adds a line to the audit log of a rollout. */
        void enter(String id, Transition transition);

        /** Lets a rollout have a device, whichever had it before. */
        void claim(SerialNumber serial, Claim claim);

        /** Lets no rollout have a device. */
        void release(SerialNumber serial);

        /** Takes some of its devices from a rollout; returns how many. Fewer than asked for were the last. */
        int release(String id, int most);
    }
}
