package dev.sagfleet.agent.shaping;

/**
 * What a bucket could pass at once, and how it is carried from one {@link BucketConfig} to the next.
 *
 * <p>With a rate, the word of a bucket is the time at which it is full, in ticks. Without one the word is the credit
 * itself, in ticks times kbit/s: a unit in which it is exact at any rate. 1e10 bits, the largest burst, are 6.4e17.
 */
final class Credit {
    /** The credit of a bucket with a rate, as time at this rate. */
    static long ticks(long word, long limited, long now) {
        long burst = BucketConfig.burstTicks(limited);
        return Math.max(0, burst - Math.max(0, word - now));
    }

    /** The word of a bucket whose config changes. */
    static long carry(long word, long fromConfig, long toConfig, long now) {
        long credit = fromConfig == BucketConfig.UNUSED ? first(toConfig) : of(word, fromConfig, now);
        if (!BucketConfig.isLimited(toConfig)) {
            return credit;
        }
        long burst = BucketConfig.burstTicks(toConfig);
        return now + burst - Math.min(burst, credit / BucketConfig.kilobitsPerSecond(toConfig));
    }

    private static long of(long word, long config, long now) {
        return BucketConfig.isLimited(config)
                ? ticks(word, config, now) * BucketConfig.kilobitsPerSecond(config)
                : word;
    }

    private static long first(long config) {
        return BucketConfig.isLimited(config)
                ? BucketConfig.burstTicks(config) / 2 * BucketConfig.kilobitsPerSecond(config)
                : 0;
    }

    private Credit() {}
}
