package dev.sagfleet.agent.shaping;

/** What a device carried since boot, for each class and direction. An immutable snapshot. */
public record TrafficCounters(
        ByteCounts acceleratedUplink,
        ByteCounts otherUplink,
        ByteCounts acceleratedDownlink,
        ByteCounts otherDownlink) {

    public ByteCounts of(TrafficClass trafficClass, Direction direction) {
        boolean uplink = direction == Direction.UPLINK;
        return switch (trafficClass) {
            case ACCELERATED -> uplink ? acceleratedUplink : acceleratedDownlink;
            case OTHER -> uplink ? otherUplink : otherDownlink;
        };
    }
}
