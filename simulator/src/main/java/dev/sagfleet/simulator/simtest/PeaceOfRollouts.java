package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.Claim;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Wave;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is not yet over of rollouts, once nothing goes wrong any more, although it waits for no person. */
final class PeaceOfRollouts {
    /** What a wave waits for that only a person can give. */
    private static final Set<Hold> OF_PEOPLE =
            EnumSet.of(Hold.APPROVAL, Hold.EMPTY, Hold.LIMBO, Hold.NO_IMAGE, Hold.NO_WINDOW);

    private final Predicate<SerialNumber> isGone;

    /** @param isGone whether nothing will ever be heard of a device again */
    PeaceOfRollouts(Predicate<SerialNumber> isGone) {
        this.isGone = isGone;
    }

    List<String> missing(Reading reading) {
        List<String> missing = new ArrayList<>();
        for (Rollout rollout : reading.rollouts()
                .list(new SliceRequest(Optional.empty(), SliceRequest.ITEMS_MAX))
                .items()) {
            List<Member> members = reading.rollouts().members(rollout.origin().id(), 0, SliceRequest.ITEMS_MAX);
            missing(rollout, members)
                    .ifPresent(what -> missing.add(rollout.origin().id() + ' ' + what));
        }
        return missing;
    }

    /** A device that a rollout still has though that is over. */
    static Optional<String> claimed(Reading reading, SerialNumber serial) {
        return reading.rollouts()
                .claim(serial)
                .map(Claim::rollout)
                .filter(id -> reading.rollouts()
                        .find(id)
                        .filter(rollout -> !rollout.state().isOver())
                        .isEmpty())
                .map(id -> serial + " is still had by " + id);
    }

    private Optional<String> missing(Rollout rollout, List<Member> members) {
        String state = "is " + rollout.state();
        if (!rollout.sweeps().isEmpty()) {
            return Optional.of(state + " with " + rollout.sweeps() + " to do");
        }
        if (rollout.state() == RolloutState.DRAFT) {
            return Optional.of(state + ", its members are not found");
        }
        Optional<Member> active = members.stream()
                .filter(member -> member.state() == MemberState.ACTIVE && !isGone.test(member.serial()))
                .findFirst();
        if (active.isPresent()) {
            return Optional.of(state + ", at work is " + active.get());
        }
        if (rollout.state() == RolloutState.RUNNING && !waits(rollout, members)) {
            return Optional.of(state + " with " + rollout.waves() + ", members " + members);
        }
        return Optional.empty();
    }

    /**
     * For somebody who decides, also of a health of which too little is known, for a window, or for a device of which nothing
     * is heard any more.
     */
    private boolean waits(Rollout rollout, List<Member> members) {
        if (rollout.frontier() < rollout.waves().size()
                && waitsForSomebody(rollout.waves().get(rollout.frontier()))) {
            return true;
        }
        List<Member> open =
                members.stream().filter(member -> member.state().isOpen()).toList();
        return !open.isEmpty() && open.stream().allMatch(member -> waits(rollout, member));
    }

    private static boolean waitsForSomebody(Wave wave) {
        return OF_PEOPLE.contains(wave.hold())
                || (wave.hold() == Hold.HEALTH && wave.verdict() == Wave.Verdict.INCONCLUSIVE);
    }

    private boolean waits(Rollout rollout, Member member) {
        return switch (member.phase()) {
            case MISSED -> true;
            case BARRED -> OF_PEOPLE.contains(rollout.waves().get(member.wave()).hold());
            case READY, HELD, BACKING_OFF, AWAY, OFFERED, FETCHING, RESTING, WRITING, OVER ->
                isGone.test(member.serial());
        };
    }
}
