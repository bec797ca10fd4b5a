package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten million random operations on a few buckets, each held against exact ones. */
class TokenBucketsPropertyTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int OPERATIONS = 10_000_000;
    private static final int BUCKETS = 16;
    private static final long YEAR_NANOS = 365L * 24 * 3_600 * 1_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TokenBuckets buckets = new TokenBuckets(BUCKETS);
    private final ExactBucket[] exact =
            Stream.generate(ExactBucket::new).limit(BUCKETS).toArray(ExactBucket[]::new);

    /** What the buckets are told, which may go back, from near the end of the range of a long. */
    private long nowNanos = Long.MAX_VALUE - 1_000_000;

    /** The latest they were told, counted from the beginning. */
    private long latestNanos;

    private long behindNanos;
    private long operation;
    private long passed;

    @Test
    void noBucketPassesMoreThanTheExactOneNorLessByMoreThanItsRounding() {
        for (operation = 0; operation < OPERATIONS; operation++) {
            int bucket = random.nextInt(BUCKETS);
            int choice = operation < BUCKETS ? 0 : random.nextInt(1_000);
            if (choice < 5) {
                changeRate(bucket);
            } else if (choice < 6) {
                buckets.setUnlimited(bucket, nowNanos);
                exact[bucket].setUnlimited(latestNanos);
            } else if (choice < 7) {
                buckets.setClosed(bucket, nowNanos);
                exact[bucket].setClosed(latestNanos);
            } else if (choice < 100) {
                checkCredit(bucket);
            } else if (choice < 300) {
                takeBoth(bucket, (bucket + 1) % BUCKETS);
            } else {
                take(bucket);
            }
            moveClock();
        }
        require(passed > OPERATIONS / 10, "too few packets passed to say anything: " + passed);
    }

    private void moveClock() {
        int choice = random.nextInt(1_000_000);
        long stepNanos;
        if (choice < 20) {
            stepNanos = random.nextLong(8 * YEAR_NANOS);
        } else if (choice < 2_000) {
            stepNanos = -random.nextLong(10_000_000);
        } else {
            stepNanos = choice % 2 == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 26));
        }
        nowNanos += stepNanos;
        behindNanos -= stepNanos;
        if (behindNanos < 0) {
            latestNanos -= behindNanos;
            behindNanos = 0;
        }
    }

    private void changeRate(int bucket) {
        long kilobitsPerSecond = 1 + random.nextLong(100_000_000L >> random.nextInt(27));
        long burstMillis = random.nextBoolean() ? 5 : random.nextInt(1, 101);
        buckets.set(bucket, Bandwidth.ofKilobits(kilobitsPerSecond), Duration.ofMillis(burstMillis), nowNanos);
        exact[bucket].set(kilobitsPerSecond, burstMillis, latestNanos);
    }

    private void take(int bucket) {
        int bytes = randomBytes(burstBytes(bucket));
        long waitNanos = buckets.take(bucket, bytes, nowNanos);

        checkWait(
                waitNanos,
                exact[bucket].waitNanosMin(bytes, latestNanos),
                exact[bucket].waitNanosMax(bytes, latestNanos));
        if (waitNanos == 0) {
            exact[bucket].debit(bytes);
            passed++;
        }
    }

    private void takeBoth(int parent, int child) {
        int bytes = randomBytes(Math.min(burstBytes(parent), burstBytes(child)));
        long waitNanos = buckets.takeBoth(parent, child, bytes, nowNanos);

        checkWait(
                waitNanos,
                Math.max(exact[parent].waitNanosMin(bytes, latestNanos), exact[child].waitNanosMin(bytes, latestNanos)),
                Math.max(
                        exact[parent].waitNanosMax(bytes, latestNanos), exact[child].waitNanosMax(bytes, latestNanos)));
        if (waitNanos == 0) {
            exact[parent].debit(bytes);
            exact[child].debit(bytes);
            passed++;
        }
    }

    private void checkWait(long waitNanos, long min, long max) {
        require(waitNanos >= min && waitNanos <= max, "wait " + waitNanos + ", expected " + min + " to " + max);
    }

    private void checkCredit(int bucket) {
        long creditBytes = buckets.creditBytes(bucket, nowNanos);
        if (exact[bucket].isLimited()) {
            long max = exact[bucket].levelMicrobits(latestNanos);
            long min = max - exact[bucket].slackMicrobits() - ExactBucket.MICROBITS_PER_BYTE;
            long credit = creditBytes * ExactBucket.MICROBITS_PER_BYTE;
            require(credit >= min && credit <= max, "credit " + credit + ", expected " + min + " to " + max);
        }
    }

    private int burstBytes(int bucket) {
        return exact[bucket].isLimited() ? exact[bucket].burstBytes() : 1_514;
    }

    private int randomBytes(int max) {
        int limit = random.nextBoolean() ? Math.min(max, 1_514) : max;
        return random.nextInt(64) == 0 ? max : 1 + random.nextInt(limit);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (operation " + operation + ", seed " + SEED + ')');
        }
    }
}
