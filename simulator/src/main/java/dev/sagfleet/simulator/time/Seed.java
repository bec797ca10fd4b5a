package dev.sagfleet.simulator.time;

import java.util.random.RandomGenerator;

/**
 * A place in a tree of seeds: whatever is drawn there depends on the root and on the keys that lead to it.
 *
 * <p>Nothing is used up by drawing, so the order of draws does not matter, one device's draws do not
 * depend on another's, and a device that is added changes nobody else's. A key is mixed in with the
 * finalizer of SplitMix64, which maps 64 bits one to one: under one key, different seeds give different
 * seeds. The numbers 1 and the text "1" are different keys. Good for simulation, not for secrets:
 * whoever knows the root knows everything below it.
 *
 * @param value the 64 bits that everything below depends on; any value is as good as another
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood: Fast splittable
 *     pseudorandom number generators</a>
 */
public record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long TEXT = 0xD1B54A32D192ED03L;
    private static final double UNIT = 0x1.0p-53;

    /** The seed below this one for a number, as an index. */
    public Seed at(long key) {
        return new Seed(below(value, key));
    }

    /** The seed below this one for a text, as a purpose. */
    public Seed at(String key) {
        return new Seed(below(value, key));
    }

    private static long below(long seed, long key) {
        return mix(seed ^ mix(key + GOLDEN_GAMMA));
    }

    private static long below(long seed, String key) {
        long hash = TEXT + key.length();
        for (int i = 0; i < key.length(); i++) {
            hash = mix(hash ^ key.charAt(i)) + GOLDEN_GAMMA;
        }
        return mix(seed ^ hash);
    }

    /** 64 bits for the first attempt at a purpose. */
    public long bits(String purpose) {
        return bits(purpose, 0);
    }

    /** 64 bits for an attempt at a purpose; the same whenever they are asked for. */
    public long bits(String purpose, long attempt) {
        return below(below(value, purpose), attempt);
    }

    /** A number from 0 up to but not including 1, for the first attempt at a purpose. */
    public double fraction(String purpose) {
        return fraction(purpose, 0);
    }

    /** A number from 0 up to but not including 1, in steps of 2^-53. */
    public double fraction(String purpose, long attempt) {
        return (bits(purpose, attempt) >>> 11) * UNIT;
    }

    /** The same for the purpose that this is the place of, for whoever tries many times. */
    public double fraction(long attempt) {
        return (below(value, attempt) >>> 11) * UNIT;
    }

    /**
     * A fresh generator for a purpose that needs many draws. Its {@code nextLong} gives the same numbers on
     * every Java; what is built on it is up to the platform. Not thread-safe.
     */
    public RandomGenerator stream(String purpose) {
        return new SplitMix(at(purpose).value);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static final class SplitMix implements RandomGenerator {
        private long state;

        SplitMix(long state) {
            this.state = state;
        }

        @Override
        public long nextLong() {
            state += GOLDEN_GAMMA;
            return mix(state);
        }
    }
}
