package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose turn it is: members of open waves in the order of their places, as the flow and their windows allow. Source: rollout
 * rules R16 and R17.
 */
final class Offers {
    private static final long BUSY_MILLIS = 60_000;

    /** What became of a look at the one whose turn it is. */
    private enum Look {
        /** Its turn is over, whether it was offered anything or not. */
        NEXT,
        /** Nobody of its zone can start before some time. */
        ZONE_WAITS
    }

    /** @param most how many members are looked at; if that is too few, the rollout wants a tick at once */
    static void make(Turn turn, int most) {
        int left = most;
        if (!Checkups.mayOffer(turn)) {
            return;
        }
        for (int wave = 0; wave < turn.waves().size() && wave <= turn.frontier(); wave++) {
            Wave open = turn.wave(wave);
            if (open.counts().waiting() == open.barred().all() || open.stage() == Wave.Stage.PLANNED) {
                continue;
            }
            for (int zone = 0; zone < turn.openings().size(); zone++) {
                if (!canStart(turn)) {
                    return;
                }
                left = make(turn, wave, zone, left);
                if (left < 0) {
                    turn.wakeAt(turn.nowMillis());
                    return;
                }
            }
        }
    }

    /** How many looks are left; less than none if they did not suffice. */
    private static int make(Turn turn, int wave, int zone, int most) {
        Opening opening = turn.openings().get(zone);
        if (opening.closesMillis() <= turn.nowMillis()) {
            opening = Opening.of(turn.policy().window(), opening.zone(), turn.nowMillis());
            turn.opening(zone, opening);
        }
        if (opening.isNever()) {
            return bar(turn, wave, zone, most);
        }
        if (!opening.isOpen(turn.nowMillis())) {
            turn.wakeAt(opening.opensMillis());
            return most;
        }
        if (opening.isToBePlanned()) {
            // Starts are spread over all who wait: those who come into the queue just now are to be there first.
            if (turn.members().nextDueMillis() <= turn.nowMillis()) {
                return most;
            }
            turn.opening(zone, opening.spreadOver(ready(turn, zone), turn.nowMillis()));
        }
        int left = most;
        while (canStart(turn)) {
            Optional<Member> next = turn.members().nextReady(wave, zone);
            if (next.isEmpty()) {
                return left;
            }
            if (--left < 0 || look(turn, next.get()) == Look.ZONE_WAITS) {
                return left;
            }
        }
        return left;
    }

    private static int bar(Turn turn, int wave, int zone, int most) {
        int left = most;
        Optional<Member> next = turn.members().nextReady(wave, zone);
        while (next.isPresent() && --left >= 0) {
            Barriers.hasNoWindow(turn, next.get());
            next = turn.members().nextReady(wave, zone);
        }
        return left;
    }

    /** How fast it may go now. */
    private static Pace pace(Turn turn) {
        return turn.ports().semantics().pace(turn.policy(), turn.waves());
    }

    /** Whether there is a place and a start for anybody; says when there is, if that comes by itself. */
    private static boolean canStart(Turn turn) {
        Pace pace = pace(turn);
        if (turn.state() != RolloutState.RUNNING || turn.flow().working() >= pace.inFlight()) {
            return false;
        }
        turn.flow(turn.flow().at(pace, turn.nowMillis()));
        if (!turn.flow().hasStart()) {
            turn.wakeAt(turn.flow().nextStartMillis(pace));
            return false;
        }
        return true;
    }

    /** How many of a zone are in the queues of waves that are open. */
    private static int ready(Turn turn, int zone) {
        int ready = 0;
        for (int wave = 0; wave < turn.waves().size() && wave <= turn.frontier(); wave++) {
            ready += turn.members().ready(wave, zone);
        }
        return ready;
    }

    private static Look look(Turn turn, Member member) {
        int zone = member.seat().zone();
        Opening opening = turn.openings().get(zone);
        // Who ran out of a window takes longer than was expected.
        long workMillis = member.code() == UpdateCode.OUTSIDE_WINDOW
                ? opening.mostMillis()
                : member.seat().workSeconds() * 1000L;
        if (!opening.hasRoom(workMillis, turn.nowMillis())) {
            Barriers.miss(turn, member, opening.nextMillis());
            return Look.NEXT;
        }
        long slot = opening.slotMillis(workMillis);
        if (turn.nowMillis() < slot) {
            turn.wakeAt(slot);
            return Look.ZONE_WAITS;
        }
        Optional<Fleet.Standing> standing = turn.ports().fleet().find(member.serial());
        if (standing.isEmpty() || !standing.get().isMeant()) {
            turn.end(member, MemberState.LEFT, UpdateCode.NONE);
        } else if (turn.isOn(member, standing.get().running())) {
            Encounters.there(turn, member);
        } else if (Barriers.hasNoImage(turn, member)) {
            return Look.NEXT;
        } else if (turn.members().working(member.seat().site()) >= pace(turn).perSite()) {
            turn.move(
                    member,
                    member.in(
                            MemberState.WAITING,
                            Phase.HELD,
                            PhaseClock.stopped(member.clock().spentMillis())));
        } else if (Sweeps.claim(turn, member)) {
            start(turn, member, standing.get());
        }
        return Look.NEXT;
    }

    private static void start(Turn turn, Member member, Fleet.Standing standing) {
        int zone = member.seat().zone();
        Digest image = turn.images().get(member.seat().image());
        // It joins what a person has ordered; but not if the device would refuse it, as it was not told to try again.
        boolean joins = standing.has(image) && !member.lifted();
        if (standing.isOnline() && standing.isBusy() && !joins) {
            PhaseClock until = member.clock().until(turn.nowMillis() + BUSY_MILLIS);
            turn.move(member, member.in(MemberState.WAITING, Phase.BACKING_OFF, until));
            return;
        }
        turn.opening(zone, turn.openings().get(zone).plusStart());
        long spent = member.clock().spentMillis();
        if (!standing.isOnline()) {
            turn.move(member, member.in(MemberState.ACTIVE, Phase.AWAY, Phases.calling(turn, zone, spent)));
            if (turn.ports().semantics().traits().notifiesAway() && spent == 0) {
                turn.flow(turn.flow().started());
            }
            return;
        }
        int running =
                standing.running().map(runs -> Filling.numberOf(turn, runs)).orElse(Member.UNKNOWN);
        Member ordered = member.ordered(running, offered(turn, member), Phases.running(turn, Phase.OFFERED, spent));
        turn.move(member, ordered);
        if (!turn.ports().semantics().traits().notifiesAway() || spent == 0) {
            turn.flow(turn.flow().started());
        }
        turn.begin(new RolloutEffect.Offer(
                member.serial(),
                image,
                ordered.attempt(),
                turn.openings().get(zone).closesMillis(),
                ordered.lifted()));
    }

    /** What its health will be compared with. It is on record before anything of the image reaches the device. */
    private static long offered(Turn turn, Member member) {
        return turn.policy()
                .health()
                .map(health -> turn.ports().fleet().offeredPerHour(member.serial(), health.over()))
                .orElse(OptionalLong.empty())
                .orElse(Member.UNKNOWN);
    }

    private Offers() {}
}
