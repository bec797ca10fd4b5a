package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has it kept what devices are offered for as long as a rollout wants to know it: from its creation on, since what is before
 * an order is to be compared with what is behind it, until it is over. Safe for many threads.
 */
final class HealthWatch {
    private final TrafficReports reports;

    /** How long each rollout measures. */
    private final Map<String, Duration> spans = new TreeMap<>();

    HealthWatch(TrafficReports reports) {
        this.reports = reports;
    }

    /** A rollout that is in a state. */
    synchronized void changed(String rollout, RolloutPolicy policy, RolloutState state) {
        if (policy.health().isPresent() && !state.isOver()) {
            spans.put(rollout, policy.health().map(Health::over).orElseThrow());
        } else {
            spans.remove(rollout);
        }
        reports.keepOffered(spans.values().stream().max(Duration::compareTo).orElse(Duration.ZERO));
    }
}
