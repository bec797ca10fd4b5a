package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.shaping.ByteCounts;
import dev.sagfleet.agent.shaping.Direction;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficClass;
import dev.sagfleet.agent.shaping.TrafficCounters;

/** Counters of the buckets as the contract words them. */
final class TrafficMeter {
    /** What a device has carried from its boot till now. */
    static Telemetry telemetry(Traffic carried, long nowNanos, long bootedNanos) {
        carried.advance(nowNanos);
        TrafficCounters counters = carried.counters();
        long uptimeNanos = nowNanos - bootedNanos;
        return new Telemetry(uptimeNanos, traffic(counters, Direction.UPLINK), traffic(counters, Direction.DOWNLINK));
    }

    private static Telemetry.Traffic traffic(TrafficCounters counters, Direction direction) {
        return new Telemetry.Traffic(
                bytes(counters.of(TrafficClass.ACCELERATED, direction)),
                bytes(counters.of(TrafficClass.OTHER, direction)));
    }

    private static Counters bytes(ByteCounts counts) {
        return new Counters(counts.offeredBytes(), counts.passedBytes(), counts.droppedBytes(), counts.delayedBytes());
    }

    private TrafficMeter() {}
}
