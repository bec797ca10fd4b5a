package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;

/** {@link TokenBuckets} with the time passed in, as the product uses them. */
final class OurBuckets implements Buckets {
    private static final int BITS_PER_BYTE = 8;
    private static final Bandwidth OPEN = new Bandwidth((long) BITS_PER_BYTE * Load.OPEN_BYTES_PER_SECOND);
    private static final Bandwidth TIGHT = new Bandwidth((long) BITS_PER_BYTE * Load.TIGHT_BYTES_PER_SECOND);

    private final TokenBuckets buckets;

    /** With the default bursts, which are those of {@link Load}. */
    OurBuckets(int count, long nowNanos) {
        buckets = new TokenBuckets(count);
        for (int bucket = 0; bucket < count; bucket++) {
            buckets.set(bucket, Load.isOpen(bucket) ? OPEN : TIGHT, nowNanos);
        }
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        return buckets.take(bucket, bytes, nowNanos) == 0;
    }
}
