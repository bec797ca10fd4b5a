package dev.sagfleet.agent.shaping;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to decide on one packet: on a hot pair of buckets in turn, and on a million in random order.
 *
 * <p>The same for all are the rates, the packets, their order, the share that conforms ({@link Load}), a clock in
 * nanoseconds where one is read, one thread, and the JVM. These can not be:
 *
 * <ul>
 *   <li>Guava's burst is a second of the rate, and it lets a packet pass on credit and has the next one wait.
 *   <li>Resilience4j counts in fixed windows and passes up to two bursts around the edge of one.
 *   <li>Bucket4j LOCK_FREE, Guava and Resilience4j may be called by any thread and pay for it; ours and Bucket4j
 *       without synchronisation have one owner.
 *   <li>Only ours and Bucket4j can be told the time.
 * </ul>
 *
 * <p>Ours are made for an owner who reads the clock once for many packets: that is the case with the time passed
 * in. The case with a clock for each packet is there to compare like with like.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
public class BucketBenchmark {
    /** Two buckets side by side, as a device's limit and its acceleration are. */
    @State(Scope.Thread)
    public static class HotPair extends ContenderState {
        @Param
        public Contender contender = Contender.OURS;

        private int turn;

        @Setup(Level.Trial)
        public void create() {
            create(contender, 2);
        }
    }

    /** Many more than the caches hold. */
    @State(Scope.Thread)
    public static class Crowd extends ContenderState {
        private static final long SEED = 0x9E3779B97F4A7C15L;

        @Param
        public Contender contender = Contender.OURS;

        @Param("1000000")
        public int buckets;

        private long random = SEED;

        @Setup(Level.Trial)
        public void create() {
            create(contender, buckets);
        }

        /** Xorshift: no table of its own in the caches. */
        private int next() {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            return (int) (((random >>> 32) * buckets) >>> 32);
        }
    }

    @Benchmark
    public boolean hot(HotPair pair) {
        pair.turn ^= 1;
        return pair.take(pair.turn);
    }

    @Benchmark
    public boolean random(Crowd crowd) {
        return crowd.take(crowd.next());
    }
}
