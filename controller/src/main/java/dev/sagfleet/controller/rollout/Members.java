package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/**
 * The members of one rollout: rows behind indexes. None of these but those that return many may cost more the more members
 * there are.
 */
public interface Members {
    /** That of a device; of one that has been in the rollout more than once, the latest. */
    Optional<Member> find(SerialNumber serial);

    /** Keeps a member, in the place of the one with the same seat, if there is one. New ones come in the order of places. */
    void save(Member member);

    /** Of those of a wave and zone that are in the queue, the one with the lowest place. */
    Optional<Member> nextReady(int wave, int zone);

    /** How many of a wave and zone are in the queue. */
    int ready(int wave, int zone);

    /** Of those of a site that wait for another of it, the one of the first wave, and there with the lowest place. */
    Optional<Member> nextHeld(int site);

    /** How many of a site work. */
    int working(int site);

    /** Those that are due at this time, the longest due first, and those due together by their places. */
    List<Member> dueBy(long nowMillis, int most);

    /** When the next one is due, or earlier; {@link PhaseClock#NEVER} if none is. */
    long nextDueMillis();

    /** Those in a row of places. */
    List<Member> slice(int fromPlace, int most);

    /** How many there are. */
    int size();

    /** Forgets those with the highest places. */
    void removeLast(int most);
}
