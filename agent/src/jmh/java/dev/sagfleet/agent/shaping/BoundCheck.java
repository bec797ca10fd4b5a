package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Checks by random operations that no bucket ever passes more than its burst and its rate times the time, in any
 * window. Arguments: how many operations, and a seed.
 */
public final class BoundCheck {
    private static final long OPERATIONS = 1_000_000_000;
    private static final int BUCKETS = 16;
    private static final long YEAR_NANOS = 365L * 24 * 3_600 * 1_000_000_000L;
    private static final int A_MILLION = 1_000_000;

    private final SplittableRandom random;
    private final TokenBuckets buckets = new TokenBuckets(BUCKETS);
    private final BoundLedger[] ledgers = new BoundLedger[BUCKETS];

    /** What the buckets are told, which may go back, from near the end of the range of a long. */
    private long nowNanos = Long.MAX_VALUE - 1_000_000;

    /** The latest they were told, from any origin, and how far what they are told is behind it. */
    private long latestNanos;

    private long behindNanos;

    private long packets;
    private long passed;
    private long rateChanges;
    private long suspensions;
    private long clockSteps;
    private long violations;

    private BoundCheck(long seed) {
        random = new SplittableRandom(seed);
        Arrays.setAll(ledgers, i -> new BoundLedger());
    }

    public static void main(String[] args) {
        long operations = args.length > 0 ? Long.parseLong(args[0]) : OPERATIONS;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        long startNanos = System.nanoTime();

        var check = new BoundCheck(seed);
        check.run(operations);

        System.out.printf(
                "seed=%d operations=%d packets=%d passed=%d rateChanges=%d suspensions=%d clockSteps=%d violations=%d"
                        + " seconds=%d%n",
                seed,
                operations,
                check.packets,
                check.passed,
                check.rateChanges,
                check.suspensions,
                check.clockSteps,
                check.violations,
                (System.nanoTime() - startNanos) / 1_000_000_000);
        System.exit(check.violations == 0 ? 0 : 1);
    }

    private void run(long operations) {
        for (long i = 0; i < operations; i++) {
            int bucket = random.nextInt(BUCKETS);
            int choice = random.nextInt(1_000);
            if (choice < 5) {
                changeRate(bucket);
            } else if (choice < 7) {
                suspend(bucket, choice == 5);
            } else if (choice < 10) {
                // The ledger keeps the credit: it is an upper bound.
                buckets.forfeit(bucket, random.nextInt(ledgers[bucket].burstBytes()), nowNanos);
            } else if (choice < 300) {
                takeBoth(bucket, (bucket + 1) % BUCKETS);
            } else {
                take(bucket);
            }
            moveClock();
        }
    }

    private void changeRate(int bucket) {
        long kilobitsPerSecond = 1 + random.nextLong(100_000_000L >> random.nextInt(27));
        long burstMicros = random.nextBoolean() ? 5_000 : random.nextInt(1_000, 100_001);
        Duration burst = Duration.ofNanos(1_000 * burstMicros);
        buckets.set(bucket, Bandwidth.ofKilobits(kilobitsPerSecond), burst, nowNanos);
        ledgers[bucket].limit(kilobitsPerSecond, burstMicros, latestNanos);
        rateChanges++;
    }

    private void suspend(int bucket, boolean unlimited) {
        if (unlimited) {
            buckets.setUnlimited(bucket, nowNanos);
        } else {
            buckets.setClosed(bucket, nowNanos);
        }
        ledgers[bucket].suspend(unlimited, latestNanos);
        suspensions++;
    }

    private void take(int bucket) {
        int max = ledgers[bucket].burstBytes();
        int bytes = drains() ? credit(bucket, max) : randomBytes(max);
        packets++;
        if (buckets.take(bucket, bytes, nowNanos) == 0) {
            pass(bucket, bytes);
            passed++;
        }
    }

    private void takeBoth(int parent, int child) {
        int max = Math.min(ledgers[parent].burstBytes(), ledgers[child].burstBytes());
        int bytes = drains() ? credit(parent, credit(child, max)) : randomBytes(max);
        packets++;
        if (buckets.takeBoth(parent, child, bytes, nowNanos) == 0) {
            pass(parent, bytes);
            pass(child, bytes);
            passed++;
        }
    }

    private void pass(int bucket, int bytes) {
        if (!ledgers[bucket].pass(bytes, latestNanos)) {
            violations++;
        }
    }

    /** Now and then all credit is taken, so that the least of it that was minted before shows. */
    private boolean drains() {
        return random.nextInt(8) == 0;
    }

    private int credit(int bucket, int max) {
        return (int) Math.max(1, Math.min(max, buckets.creditBytes(bucket, nowNanos)));
    }

    private int randomBytes(int max) {
        int choice = random.nextInt(64);
        return choice == 0 ? max : 1 + random.nextInt(choice < 32 ? Math.min(max, 1_514) : max);
    }

    /** Half of the time not at all, else up to 67 ms on; seldom back, and more seldom by years. */
    private void moveClock() {
        int choice = random.nextInt(A_MILLION);
        long stepNanos;
        if (choice < 2_000) {
            stepNanos = choice < 20 ? random.nextLong(8 * YEAR_NANOS) : -random.nextLong(10_000_000);
            clockSteps++;
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
}
