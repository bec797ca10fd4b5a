package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.ArrayList;
import java.util.List;

/** What is done to all members, a slice at a time. Source: rollout rules R13, R14 and R19. */
final class Sweeps {
    static void goOn(Turn turn) {
        if (turn.sweeps().isEmpty()) {
            return;
        }
        Sweep sweep = turn.sweeps().get(0);
        if (sweep.kind() == Sweep.Kind.CLEAR) {
            clear(turn);
            return;
        }
        List<Member> slice = turn.members().slice(sweep.next(), Engine.SLICE);
        for (Member member : slice) {
            look(turn, sweep, member);
        }
        if (slice.size() < Engine.SLICE) {
            drop(turn);
            if (sweep.kind() == Sweep.Kind.RETRY) {
                Control.retried(turn);
            }
        } else {
            List<Sweep> next = new ArrayList<>(turn.sweeps());
            next.set(0, sweep.from(sweep.next() + slice.size()));
            turn.sweeps(next);
        }
    }

    /** Begins one, behind those that are under way. */
    static void add(Turn turn, Sweep sweep) {
        List<Sweep> next = new ArrayList<>(turn.sweeps());
        next.add(sweep);
        turn.sweeps(next);
    }

    /** Begins one before all others. */
    static void first(Turn turn, Sweep sweep) {
        List<Sweep> next = new ArrayList<>(turn.sweeps());
        next.add(0, sweep);
        turn.sweeps(next);
    }

    /** Begins one in the place of all others. */
    static void only(Turn turn, Sweep.Kind kind) {
        turn.sweeps(List.of(Sweep.of(kind)));
    }

    /** Whether members are still on their way into a wave. */
    static boolean fills(Turn turn, int wave) {
        return turn.sweeps().stream().anyMatch(sweep -> sweep.kind() == Sweep.Kind.RETRY && sweep.wave() == wave);
    }

    private static void drop(Turn turn) {
        turn.sweeps(turn.sweeps().subList(1, turn.sweeps().size()));
    }

    private static void look(Turn turn, Sweep sweep, Member member) {
        switch (sweep.kind()) {
            case CLAIM -> {
                if (member.state().isOpen()) {
                    claim(turn, member);
                }
            }
            case CANCEL -> {
                stop(turn, member);
                recall(turn, member, Bond.CANCELLING);
            }
            case STOP -> stop(turn, member);
            case RECALL -> {
                if (member.phase() == Phase.AWAY) {
                    turn.move(member, member.ready(Phases.spentMillis(turn, member)));
                }
                recall(turn, member, Bond.RECALLED);
            }
            case RETRY -> {
                boolean isUndone = member.state() == MemberState.FAILED || member.state() == MemberState.SILENT;
                if (isUndone && member.bond() != Bond.TAKEN && member.wave() != sweep.wave()) {
                    turn.move(member, member.again(sweep.wave()));
                }
            }
            case REARM -> rearm(turn, member);
            case CLEAR -> {}
        }
    }

    /** Takes a device. Whether it is this rollout's now. */
    static boolean claim(Turn turn, Member member) {
        Claim mine = new Claim(
                turn.origin().id(), turn.policy().priority(), turn.origin().createdMillis());
        Claims.Answer answer = turn.ports().claims().claim(member.serial(), mine);
        answer.displaced().ifPresent(other -> turn.begin(new RolloutEffect.Supersede(other, member.serial())));
        if (!answer.isMine()) {
            Encounters.superseded(turn, member);
        }
        return answer.isMine();
    }

    private static void stop(Turn turn, Member member) {
        if (member.state().isOpen() && !member.phase().isOrdered()) {
            turn.end(member, MemberState.CANCELLED, UpdateCode.CANCELED);
        }
    }

    private static void recall(Turn turn, Member member, Bond bond) {
        boolean canBe = member.phase().isOrdered() && !member.phase().isBegun();
        if (canBe && member.bond() != bond && member.bond() != Bond.LEAVING) {
            turn.begin(new RolloutEffect.Recall(member.serial(), member.attempt()));
            turn.move(member, member.bound(bond));
        }
    }

    private static void rearm(Turn turn, Member member) {
        switch (member.phase()) {
            case OFFERED, FETCHING, WRITING ->
                turn.move(
                        member, member.clocked(Phases.running(turn, member.phase(), Phases.spentMillis(turn, member))));
            case AWAY -> {
                long spent = Phases.spentMillis(turn, member);
                turn.move(
                        member,
                        member.clocked(Phases.calling(turn, member.seat().zone(), spent)));
            }
            case HELD, MISSED -> turn.move(member, member.ready(member.clock().spentMillis()));
            case BARRED -> Barriers.lift(turn, member);
            case READY, BACKING_OFF, RESTING, OVER -> {}
        }
    }

    private static void clear(Turn turn) {
        int size = turn.members().size();
        turn.members().slice(Math.max(0, size - Engine.SLICE), Engine.SLICE).forEach(turn::forget);
        turn.members().removeLast(Engine.SLICE);
        if (turn.members().size() == 0) {
            drop(turn);
            Filling.cleared(turn);
        }
    }

    private Sweeps() {}
}
