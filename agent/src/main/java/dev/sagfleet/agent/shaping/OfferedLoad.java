package dev.sagfleet.agent.shaping;

/**
 * The constant traffic that a device is offered, in bits per second for each class and direction, from 0
 * to 100 Gbit/s.
 */
public record OfferedLoad(long acceleratedUplink, long otherUplink, long acceleratedDownlink, long otherDownlink)
        implements TrafficSource {
    public static final long BITS_PER_SECOND_MAX = 100_000_000_000L;

    public static final OfferedLoad NONE = new OfferedLoad(0, 0, 0, 0);

    public OfferedLoad {
        requireInRange(acceleratedUplink, "acceleratedUplink");
        requireInRange(otherUplink, "otherUplink");
        requireInRange(acceleratedDownlink, "acceleratedDownlink");
        requireInRange(otherDownlink, "otherDownlink");
    }

    public long bitsPerSecond(TrafficClass trafficClass, Direction direction) {
        boolean uplink = direction == Direction.UPLINK;
        return switch (trafficClass) {
            case ACCELERATED -> uplink ? acceleratedUplink : acceleratedDownlink;
            case OTHER -> uplink ? otherUplink : otherDownlink;
        };
    }

    @Override
    public Traffic begin(TokenBuckets buckets, int firstBucket, Rates rates, long nowNanos) {
        return new ShapedTraffic(buckets, firstBucket, this, rates, nowNanos);
    }

    private static void requireInRange(long bitsPerSecond, String name) {
        if (bitsPerSecond < 0 || bitsPerSecond > BITS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    name + ": " + bitsPerSecond + " (expected: 0 to " + BITS_PER_SECOND_MAX + ')');
        }
    }
}
