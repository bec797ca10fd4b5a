package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.Optional;

/** What becomes of a member by what is seen of its device, whatever was said before. Source: rollout rules R4, R5 and R7. */
final class Encounters {
    static void connected(Turn turn, Member member, Optional<Digest> committed) {
        boolean isOn = turn.isOn(member, committed);
        switch (member.state()) {
            case WAITING -> {
                if (isOn) {
                    there(turn, member);
                }
            }
            case ACTIVE -> {
                if (isOn) {
                    there(turn, member);
                } else if (member.phase() == Phase.AWAY) {
                    turn.move(member, member.ready(Phases.spentMillis(turn, member)));
                }
            }
            case SILENT -> {
                if (isOn) {
                    Reports.succeeded(turn, member);
                }
            }
            case SUCCEEDED -> {
                boolean isBack = member.before() != Member.UNKNOWN
                        && committed.isPresent()
                        && committed.get().equals(turn.images().get(member.before()));
                if (!isOn && isBack && member.bond() != Bond.TAKEN) {
                    turn.end(member, MemberState.FAILED, UpdateCode.CRASHED_LATER);
                }
            }
            case FAILED, CANCELLED, SUPERSEDED, ALREADY_THERE, LEFT -> {}
        }
    }

    /** It runs the image: by an attempt of this rollout, or without it. */
    static void there(Turn turn, Member member) {
        if (member.attempt() > 0) {
            Reports.succeeded(turn, member);
        } else {
            turn.end(member, MemberState.ALREADY_THERE, UpdateCode.NONE);
        }
    }

    /** One that was ordered and has not said anything is gone: what it does not know of cannot hold a place. */
    static void disconnected(Turn turn, Member member) {
        if (member.phase() != Phase.OFFERED) {
            return;
        }
        turn.begin(new RolloutEffect.Recall(member.serial(), member.attempt()));
        if (turn.state().isOver()) {
            turn.end(member, MemberState.CANCELLED, UpdateCode.CANCELED);
            return;
        }
        PhaseClock clock = Phases.calling(turn, member.seat().zone(), Phases.spentMillis(turn, member));
        Bond bond = member.bond() == Bond.OWN ? Bond.RECALLED : member.bond();
        turn.move(member, member.bound(bond).in(MemberState.ACTIVE, Phase.AWAY, clock));
    }

    static void removed(Turn turn, Member member) {
        if (member.state() != MemberState.LEFT) {
            turn.end(member, MemberState.LEFT, member.code());
        }
    }

    static void unmatched(Turn turn, Member member) {
        if (!member.state().isOpen()) {
            return;
        }
        switch (member.phase()) {
            case FETCHING, RESTING, WRITING -> turn.move(member, member.bound(Bond.LEAVING));
            case OFFERED -> {
                turn.begin(new RolloutEffect.Recall(member.serial(), member.attempt()));
                turn.end(member, MemberState.LEFT, UpdateCode.NONE);
            }
            case READY, HELD, BACKING_OFF, MISSED, BARRED, AWAY, OVER ->
                turn.end(member, MemberState.LEFT, UpdateCode.NONE);
        }
    }

    /** A trial always ends first, and counts where it began. */
    static void superseded(Turn turn, Member member) {
        if (!member.state().isOpen() || member.phase().isBegun()) {
            turn.move(member, member.bound(Bond.TAKEN));
            return;
        }
        if (member.phase().isOrdered()) {
            turn.begin(new RolloutEffect.Recall(member.serial(), member.attempt()));
        }
        turn.end(member, MemberState.SUPERSEDED, UpdateCode.SUPERSEDED);
    }

    private Encounters() {}
}
