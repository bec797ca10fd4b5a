package dev.sagfleet.controller.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * A rollout and its members that were read one after the other while it ran, made to agree: what is counted is what the
 * members are. Source: rollout rule R6.
 */
public final class Recount {
    /**
     * The rollout of these members.
     *
     * @param members all of them, as read before the rollout or with it
     * @throws IllegalArgumentException if one is in a wave that the rollout has not
     */
    public static Rollout of(Rollout rollout, List<Member> members) {
        List<Wave> waves = new ArrayList<>();
        rollout.waves().forEach(wave -> waves.add(withoutMembers(wave)));
        Counts apart = Counts.NONE;
        int working = 0;
        for (Member member : members) {
            if (member.wave() == Member.NO_WAVE) {
                apart = apart.plus(member.state(), 1);
            } else if (member.wave() < waves.size()) {
                waves.set(member.wave(), waves.get(member.wave()).plus(member, 1));
            } else {
                throw new IllegalArgumentException("wave: " + member.wave() + " of " + member.serial()
                        + " (expected: less than " + waves.size() + ')');
            }
            working += member.phase().isWorking() ? 1 : 0;
        }
        for (int number = 0; number < waves.size(); number++) {
            waves.set(
                    number,
                    accepting(waves.get(number), rollout.waves().get(number).accepted()));
        }
        return new Rollout(
                rollout.origin(),
                rollout.policy(),
                rollout.revision(),
                rollout.pending(),
                new Membership(
                        rollout.membership().expected(),
                        members.size(),
                        rollout.membership().dealt(),
                        rollout.membership().approved()),
                rollout.images(),
                rollout.last(),
                rollout.startedMillis(),
                rollout.heldMillis(),
                apart,
                waves,
                rollout.frontier(),
                new Flow(working, rollout.flow().credit(), rollout.flow().atMillis()),
                rollout.openings(),
                rollout.sweeps(),
                rollout.wakeAtMillis());
    }

    private static Wave withoutMembers(Wave wave) {
        return with(wave, Counts.NONE, Barred.NONE, 0);
    }

    private static Wave accepting(Wave wave, int accepted) {
        int failed = wave.counts().failed() + wave.counts().silent();
        return with(wave, wave.counts(), wave.barred(), Math.min(accepted, failed));
    }

    private static Wave with(Wave wave, Counts counts, Barred barred, int accepted) {
        return new Wave(
                wave.begin(),
                wave.end(),
                wave.stage(),
                wave.hold(),
                counts,
                barred,
                accepted,
                wave.isApproved(),
                wave.openedMillis(),
                wave.metMillis(),
                wave.checkup());
    }

    private Recount() {}
}
