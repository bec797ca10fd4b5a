package dev.sagfleet.simulator.fidelity;

import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was seen of a campaign in one of the two worlds.
 *
 * @param begin when its rollout was started
 * @param end of its rollout
 * @param courses of its devices
 * @param reconnects how long each device was away once its connection had been cut, when all was over
 * @param commits how long changes of the store took, one after the other
 */
record Observed(Instant begin, RolloutState end, Courses courses, List<Duration> reconnects, List<Duration> commits) {
    Observed {
        reconnects = List.copyOf(reconnects);
        commits = List.copyOf(commits);
    }
}
