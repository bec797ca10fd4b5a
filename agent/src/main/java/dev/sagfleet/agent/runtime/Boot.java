package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.shaping.Intake;
import dev.sagfleet.agent.shaping.Rates;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficSource;

/** The latest boot of a device, and what the device carries from then on. */
public final class Boot {
    private final TokenBuckets buckets;
    private final int firstBucket;
    private int number;
    /** Before this it neither carries traffic nor connects. */
    private long atNanos;

    private Traffic traffic;

    /** The first one, which takes no time: the device is on. */
    Boot(TrafficSource source, TokenBuckets buckets, int firstBucket, Rates rates, long nowNanos) {
        this.buckets = buckets;
        this.firstBucket = firstBucket;
        atNanos = nowNanos;
        traffic = source.begin(buckets, firstBucket, rates, nowNanos);
    }

    /** The next one, which is over at that time. */
    void again(TrafficSource source, Rates rates, long overAtNanos) {
        number++;
        atNanos = overAtNanos;
        traffic.end();
        traffic = source.begin(buckets, firstBucket, rates, overAtNanos);
    }

    /** How many there were before it. */
    public int number() {
        return number;
    }

    /** When it is over. */
    long atNanos() {
        return atNanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - atNanos >= 0;
    }

    void shape(Rates rates, boolean forwarding, long nowNanos) {
        long fromNanos = Math.max(nowNanos, atNanos);
        traffic.setRates(rates, fromNanos);
        traffic.setForwarding(forwarding, fromNanos);
    }

    /** How what the device begins to fetch for itself takes part in that. */
    Intake intake() {
        return traffic.intake();
    }

    /** Whether what it carries is held to these limits now. */
    public boolean isHeldTo(Rates rates) {
        return rates.areSet(buckets, firstBucket);
    }

    /** What was carried since it was over. */
    Telemetry telemetry(long nowNanos) {
        return TrafficMeter.telemetry(traffic, nowNanos, atNanos);
    }
}
