package dev.sagfleet.agent.standalone;

import dev.sagfleet.agent.runtime.Chance;
import dev.sagfleet.agent.runtime.DrawPoint;
import java.util.SplittableRandom;

/**
 * What a single agent draws.
 *
 * @param seed another one in each process, since the boots of each must be told apart
 */
record SeededChance(long seed) implements Chance {
    @Override
    public long bits(DrawPoint point, int attempt) {
        long key = (long) point.name().hashCode() << Integer.SIZE | Integer.toUnsignedLong(attempt);
        return new SplittableRandom(seed ^ key).nextLong();
    }
}
