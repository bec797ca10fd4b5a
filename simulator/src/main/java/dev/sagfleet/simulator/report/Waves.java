package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.WaveGroups;
import java.util.List;

/** The groups of waves of a rollout, by their names. */
final class Waves {
    private final RolloutPolicy policy;
    private final List<Wave> most;

    Waves(Rehearsed rehearsed) {
        policy = rehearsed.policy();
        most = rehearsed.outcomes().stream()
                .map(outcome -> outcome.rollout().waves())
                .reduce(List.of(), (one, other) -> other.size() > one.size() ? other : one);
    }

    /** How many waves there are at most. */
    int count() {
        return most.size();
    }

    /** The name of a group, from 0. */
    String name(int group) {
        boolean isLast = group == WaveGroups.COUNT - 1;
        return isLast && most.size() > WaveGroups.COUNT
                ? "waves " + WaveGroups.COUNT + " to " + most.size()
                : "wave " + (group + 1) + purpose(group);
    }

    private String purpose(int wave) {
        if (wave < policy.waves().size()) {
            return policy.plan(wave).name().map(name -> ", " + name).orElse("");
        }
        boolean isLate = wave < most.size() && most.get(wave).begin() == Wave.LATE;
        return isLate ? ", late" : ", the rest";
    }

    /** The waves of an outcome that are in a group. */
    static List<Wave> of(Outcome outcome, int group) {
        List<Wave> all = outcome.rollout().waves();
        int from = Math.min(group, all.size());
        int to = group == WaveGroups.COUNT - 1 ? all.size() : Math.min(group + 1, all.size());
        return all.subList(from, to);
    }
}
