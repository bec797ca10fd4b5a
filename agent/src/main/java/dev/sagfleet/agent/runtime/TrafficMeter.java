package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Direction;
import dev.sagfleet.agent.shaping.TrafficClass;
import dev.sagfleet.agent.shaping.TrafficCounters;

/** Counters of the buckets as the contract words them. */
final class TrafficMeter {
    static Telemetry telemetry(TrafficCounters counters, long uptimeNanos) {
        return new Telemetry(uptimeNanos, traffic(counters, Direction.UPLINK), traffic(counters, Direction.DOWNLINK));
    }

    private static Traffic traffic(TrafficCounters counters, Direction direction) {
        return new Traffic(
                bytes(counters.of(TrafficClass.ACCELERATED, direction)),
                bytes(counters.of(TrafficClass.OTHER, direction)));
    }

    private static Counters bytes(ByteCounts counts) {
        return new Counters(counts.offeredBytes(), counts.passedBytes(), counts.droppedBytes(), counts.delayedBytes());
    }

    private TrafficMeter() {}
}
