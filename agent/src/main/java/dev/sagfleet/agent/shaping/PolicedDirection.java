package dev.sagfleet.agent.shaping;

import org.jspecify.annotations.Nullable;

/**
 * The synthetic traffic of one direction of a device: two flows, the instance bucket that both go through,
 * and the acceleration bucket below it.
 *
 * <p>A packet of the accelerated class passes if both buckets let it, and is then debited from both, else
 * from neither; any other packet asks the instance bucket alone. When the instance bucket is short, packets
 * of both classes find it ready alike, so that accelerated traffic passes in proportion to what is offered,
 * up to its own limit, and other traffic has the rest. What the device fetches for itself has its share before that: it
 * is not offered at a rate, but waits.
 */
final class PolicedDirection {
    private final TokenBuckets buckets;
    private final int instance;
    private final int acceleration;
    private final EvenFlow acceleratedFlow = new EvenFlow();
    private final EvenFlow otherFlow = new EvenFlow();

    /** Nothing as long as nothing was fetched, since a fleet has very many of these. */
    private @Nullable FetchedBytes fetched;

    private boolean isAccelerating;
    private long acceleratedOfferedBytes;
    private long acceleratedPassedBytes;
    private long otherOfferedBytes;
    private long otherPassedBytes;

    /** Uses two buckets side by side. */
    PolicedDirection(TokenBuckets buckets, int firstBucket) {
        this.buckets = buckets;
        instance = firstBucket;
        acceleration = firstBucket + 1;
    }

    void setRates(Rates rates, long nowNanos) {
        rates.set(buckets, instance, acceleration, nowNanos);
        isAccelerating = rates.acceleration().isPresent();
    }

    void setOffered(long acceleratedBitsPerSecond, long otherBitsPerSecond) {
        acceleratedFlow.setRate(acceleratedBitsPerSecond);
        otherFlow.setRate(otherBitsPerSecond);
    }

    /** Offers both flows from one time to another, at most {@link EvenFlow#INTERVAL_NANOS_MAX} later. */
    void pass(long fromNanos, long toNanos) {
        long accelerated = acceleratedFlow.bytes(toNanos - fromNanos);
        long other = otherFlow.bytes(toNanos - fromNanos);
        if (isAccelerating) {
            police(accelerated, other, fromNanos, toNanos);
        } else {
            police(0, accelerated + other, fromNanos, toNanos);
        }
    }

    /** Lets pass what was fetched and waits, where nothing else is offered. */
    void passFetched(long fromNanos, long toNanos) {
        passFetched(0, 0, fromNanos, toNanos);
    }

    private void passFetched(long besideBytes, long besideBitsPerSecond, long fromNanos, long toNanos) {
        if (fetched != null && fetched.waitingBytes() > 0) {
            long room = buckets.available(instance, fromNanos, toNanos);
            long passed = fetched.share(
                    room, besideBytes, besideBitsPerSecond, buckets.kilobitsPerSecond(instance), toNanos - fromNanos);
            buckets.debit(instance, passed, fromNanos, toNanos);
            fetched.pass(passed, toNanos - fromNanos > 0);
        }
    }

    /** Has bytes wait that the device has fetched; what may pass at once does. */
    void offerFetched(long bytes, long nowNanos) {
        fetched().offer(bytes);
        passFetched(nowNanos, nowNanos);
    }

    /** Has bytes come to the device that are sent as they pass. */
    void expectFetched(long bytes, long bitsPerSecond) {
        fetched().expect(bytes, bitsPerSecond);
    }

    private FetchedBytes fetched() {
        if (fetched == null) {
            fetched = new FetchedBytes();
        }
        return fetched;
    }

    /** How many bytes are still to pass of both. */
    long fetchedWaitingBytes() {
        return fetched == null ? 0 : fetched.waitingBytes();
    }

    /** Gives up what waits of that. */
    void dropFetched() {
        if (fetched != null) {
            fetched.drop();
        }
    }

    /**
     * How long until that has passed.
     *
     * @param isBesides whether the flows go on beside it
     */
    long fetchedWaitNanos(boolean isBesides, long nowNanos) {
        if (fetched == null || fetched.waitingBytes() == 0) {
            return 0;
        }
        long room = fetched.roomNeeded(isBesides ? besideBitsPerSecond() : 0, buckets.kilobitsPerSecond(instance));
        return Math.max(1, Math.max(fetched.comeNanos(), buckets.nanosUntil(instance, room, nowNanos)));
    }

    /** What the flows ask of the instance bucket. */
    private long besideBitsPerSecond() {
        long accelerated = acceleratedFlow.bitsPerSecond();
        return otherFlow.bitsPerSecond()
                + (isAccelerating
                        ? Math.min(accelerated, buckets.kilobitsPerSecond(acceleration) * 1_000)
                        : accelerated);
    }

    private void police(long accelerated, long other, long fromNanos, long toNanos) {
        long offered = accelerated + other;
        long acceleratedMax = Math.min(accelerated, buckets.available(acceleration, fromNanos, toNanos));
        passFetched(acceleratedMax + other, besideBitsPerSecond(), fromNanos, toNanos);
        long passed = Math.min(acceleratedMax + other, buckets.available(instance, fromNanos, toNanos));
        long acceleratedPassed = offered == 0 ? 0 : Math.min(acceleratedMax, Share.of(passed, accelerated, offered));

        buckets.debit(instance, passed, fromNanos, toNanos);
        buckets.debit(acceleration, acceleratedPassed, fromNanos, toNanos);
        acceleratedOfferedBytes += accelerated;
        acceleratedPassedBytes += acceleratedPassed;
        otherOfferedBytes += other;
        otherPassedBytes += passed - acceleratedPassed;
    }

    ByteCounts accelerated() {
        return policed(acceleratedOfferedBytes, acceleratedPassedBytes);
    }

    ByteCounts other() {
        ByteCounts policed = policed(otherOfferedBytes, otherPassedBytes);
        return fetched == null ? policed : fetched.with(policed);
    }

    private static ByteCounts policed(long offeredBytes, long passedBytes) {
        return new ByteCounts(offeredBytes, passedBytes, offeredBytes - passedBytes, 0);
    }
}
