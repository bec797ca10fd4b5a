package dev.sagfleet.agent.shaping;

/**
 * The synthetic traffic of one device: a constant load, policed by the device's rates and counted since
 * boot. Not thread-safe: it has the owner of its buckets.
 *
 * <p>Between two changes the load is integrated in one step however long the time, with the same result as
 * in many but for a burst of acceleration: nothing need be called in between but to read the counters.
 * Where more is offered than the limit, what passes over any 10 s is the limit, give or take the burst
 * that was saved up before.
 *
 * <p>Without acceleration, traffic that would be accelerated is carried and counted as other. Times are as
 * in {@link TokenBuckets}; one earlier than the last integrates nothing.
 */
public final class ShapedTraffic implements Traffic {
    private final PolicedDirection uplink;
    private final PolicedDirection downlink;
    private boolean isForwarding = true;
    private long integratedNanos;

    /**
     * Forwards from now on, with counters at 0.
     *
     * @param firstBucket the first of {@link Traffic#BUCKETS} buckets that are used by nothing else. Credit in
     *     buckets that were used before, by the same device before a reboot, is carried over
     */
    public ShapedTraffic(TokenBuckets buckets, int firstBucket, OfferedLoad offered, Rates rates, long nowNanos) {
        uplink = new PolicedDirection(buckets, firstBucket);
        downlink = new PolicedDirection(buckets, firstBucket + BUCKETS / 2);
        integratedNanos = nowNanos;
        setOffered(offered, nowNanos);
        setRates(rates, nowNanos);
    }

    /** Offers another load from now on. */
    public void setOffered(OfferedLoad offered, long nowNanos) {
        advance(nowNanos);
        uplink.setOffered(offered.acceleratedUplink(), offered.otherUplink());
        downlink.setOffered(offered.acceleratedDownlink(), offered.otherDownlink());
    }

    @Override
    public void setRates(Rates rates, long nowNanos) {
        advance(nowNanos);
        uplink.setRates(rates, nowNanos);
        downlink.setRates(rates, nowNanos);
    }

    /** A standby is offered nothing; what it fetches for itself passes. */
    @Override
    public void setForwarding(boolean forwarding, long nowNanos) {
        advance(nowNanos);
        isForwarding = forwarding;
    }

    /** Carries the load up to now. */
    @Override
    public void advance(long nowNanos) {
        while (nowNanos - integratedNanos > 0) {
            long fromNanos = integratedNanos;
            integratedNanos += Math.min(nowNanos - fromNanos, EvenFlow.INTERVAL_NANOS_MAX);
            if (isForwarding) {
                uplink.pass(fromNanos, integratedNanos);
                downlink.pass(fromNanos, integratedNanos);
            } else {
                downlink.passFetched(fromNanos, integratedNanos);
            }
        }
    }

    @Override
    public TrafficCounters counters() {
        return new TrafficCounters(uplink.accelerated(), uplink.other(), downlink.accelerated(), downlink.other());
    }

    @Override
    public Intake intake() {
        return new DownlinkIntake();
    }

    /** There is nothing to let go: what is not advanced carries nothing. */
    @Override
    public void end() {}

    private final class DownlinkIntake implements Intake {
        @Override
        public void offer(long bytes, long nowNanos) {
            advance(nowNanos);
            downlink.offerFetched(bytes, integratedNanos);
        }

        @Override
        public void expect(long bytes, long bitsPerSecond, long nowNanos) {
            advance(nowNanos);
            downlink.expectFetched(bytes, bitsPerSecond);
        }

        @Override
        public long waitingBytes(long nowNanos) {
            advance(nowNanos);
            return downlink.fetchedWaitingBytes();
        }

        @Override
        public long waitNanos(long nowNanos) {
            advance(nowNanos);
            return downlink.fetchedWaitNanos(isForwarding, integratedNanos);
        }

        @Override
        public void end(long nowNanos) {
            advance(nowNanos);
            downlink.dropFetched();
        }
    }
}
