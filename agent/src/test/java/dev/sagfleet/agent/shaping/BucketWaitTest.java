package dev.sagfleet.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import org.junit.jupiter.api.Test;

/** How long it takes until traffic that arrives evenly could pass. A byte at 8 Mbit/s takes 1,000 ns. */
class BucketWaitTest {
    private static final int BUCKET = 0;
    private static final long SECOND = 1_000_000_000;

    private final TokenBuckets buckets = new TokenBuckets(1);

    @Test
    void whatTheCreditCoversCanPassAtOnce() {
        buckets.set(BUCKET, Bandwidth.ofMegabits(8), 0);

        assertThat(buckets.nanosUntil(BUCKET, 2_500, 0)).isZero();
        assertThat(buckets.nanosUntil(BUCKET, 2_501, 0)).isEqualTo(1_000);
        assertThat(buckets.nanosUntil(BUCKET, 5_000, SECOND)).isZero();
    }

    @Test
    void whatWasDebitedHasToBeEarnedAgain() {
        buckets.set(BUCKET, Bandwidth.ofMegabits(8), 0);
        buckets.debit(BUCKET, 1_002_500, 0, SECOND);

        assertThat(buckets.nanosUntil(BUCKET, 1_000_000, SECOND)).isEqualTo(SECOND);
        assertThat(buckets.available(BUCKET, SECOND, 2 * SECOND)).isEqualTo(1_000_000);
    }

    @Test
    void aClosedBucketDoesNotOpenByItself() {
        assertThat(buckets.nanosUntil(BUCKET, 1, 0)).isEqualTo(TokenBuckets.CLOSED_NANOS);

        buckets.setUnlimited(BUCKET, 0);
        assertThat(buckets.nanosUntil(BUCKET, Long.MAX_VALUE, 0)).isZero();
    }
}
