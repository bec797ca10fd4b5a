package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.Digest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How members come in: dealt in slices before the start, one by one after it. Source: rollout rules R2 and R4. */
final class Filling {
    static void dealt(Turn turn, RolloutEvent.Dealt event) {
        boolean isAwaited = turn.state() == RolloutState.DRAFT
                && turn.membership().dealt().isEmpty()
                && turn.sweeps().isEmpty();
        if (!isAwaited) {
            return;
        }
        turn.membership(new Membership(event.expected(), 0, Optional.of(event.members()), Optional.empty()));
        turn.images(event.images());
        turn.waves(waves(turn.policy(), event.belonging()));
        turn.openings(event.zones().stream()
                .map(zone -> Opening.of(turn.policy().window(), zone, turn.nowMillis()))
                .toList());
        askIfFull(turn);
    }

    /** The waves of so many members. */
    static List<Wave> waves(RolloutPolicy policy, int members) {
        List<Wave> waves = new ArrayList<>();
        int begin = 0;
        for (int end : policy.waveEnds(members)) {
            waves.add(Wave.planned(begin, end));
            begin = end;
        }
        return waves;
    }

    static void admitted(Turn turn, List<Seat> seats) {
        if (turn.state() != RolloutState.DRAFT || turn.membership().dealt().isEmpty()) {
            return;
        }
        for (Seat seat : seats) {
            if (seat.place() == turn.membership().filled()) {
                int wave = waveAt(turn.waves(), seat.place());
                turn.admit(wave == Member.NO_WAVE ? Member.alreadyThere(seat) : Member.waiting(seat, wave));
            }
        }
        askIfFull(turn);
    }

    private static void askIfFull(Turn turn) {
        if (turn.membership().isFull()) {
            turn.enter(RolloutState.WAITING_FOR_APPROVAL, Transition.ENGINE, "its members are known");
        }
    }

    private static int waveAt(List<Wave> waves, int place) {
        for (int wave = 0; wave < waves.size(); wave++) {
            if (place < waves.get(wave).end()) {
                return wave;
            }
        }
        return Member.NO_WAVE;
    }

    static void joined(Turn turn, RolloutEvent.Joined event) {
        boolean isIn = turn.members()
                .find(event.serial())
                .filter(member -> member.state() != MemberState.LEFT)
                .isPresent();
        boolean isFull = turn.membership().filled() == Seat.PLACES_MAX;
        if (isIn || isFull || !turn.state().isUnderWay() || turn.policy().late() == Late.IGNORE) {
            return;
        }
        int image = numberOf(turn, event.image());
        int zone = zone(turn, event.zone());
        if (image == Member.UNKNOWN) {
            return;
        }
        var seat = new Seat(event.serial(), turn.membership().filled(), event.site(), zone, image, event.workSeconds());
        turn.admit(event.isThere() ? Member.alreadyThere(seat) : Member.waiting(seat, tail(turn)));
    }

    /** The number of an image among those of the rollout, to which it is added; {@link Member#UNKNOWN} if there is no room. */
    static int numberOf(Turn turn, Digest image) {
        int number = turn.images().indexOf(image);
        if (number >= 0 || turn.images().size() == Seat.KINDS_MAX) {
            return number;
        }
        List<Digest> images = new ArrayList<>(turn.images());
        images.add(image);
        turn.images(images);
        return images.size() - 1;
    }

    private static int zone(Turn turn, ZoneId zone) {
        for (int i = 0; i < turn.openings().size(); i++) {
            if (turn.openings().get(i).zone().equals(zone)) {
                return i;
            }
        }
        List<Opening> openings = new ArrayList<>(turn.openings());
        openings.add(Opening.of(turn.policy().window(), zone, turn.nowMillis()));
        turn.openings(openings);
        return openings.size() - 1;
    }

    /** The wave behind all others for those who come late, or again: waves that are open keep their size. */
    static int tail(Turn turn) {
        int last = turn.waves().size() - 1;
        if (last >= 0 && turn.wave(last).isLate() && turn.wave(last).stage() == Wave.Stage.PLANNED) {
            return last;
        }
        int tail = turn.addWave(Wave.late());
        turn.announce(tail, WaveNews.TAIL_ADDED);
        return tail;
    }

    /** Forgets all members, and asks for others. */
    static void again(Turn turn) {
        turn.sweeps(List.of(Sweep.of(Sweep.Kind.CLEAR)));
    }

    /** All are forgotten. */
    static void cleared(Turn turn) {
        turn.membership(Membership.NONE);
        turn.waves(List.of());
        turn.images(List.<Digest>of());
        turn.apart(Counts.NONE);
        turn.begin(new RolloutEffect.Deal());
    }

    private Filling() {}
}
