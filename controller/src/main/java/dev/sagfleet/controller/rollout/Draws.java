package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.SerialNumber;

/**
 * What a rollout draws: depends on its seed, its id, the device, the purpose and the attempt, and on nothing else. Mixed as
 * in SplitMix64.
 */
final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** 64 bits. */
    static long bits(Origin origin, String text, String purpose, long attempt) {
        return below(below(below(below(origin.seed(), origin.id()), purpose), text), attempt);
    }

    /** A whole number from 0 to {@code most}. */
    static long upTo(long most, Origin origin, SerialNumber serial, String purpose, long attempt) {
        return Long.remainderUnsigned(bits(origin, serial.text(), purpose, attempt), most + 1);
    }

    private static long below(long seed, String key) {
        long hash = key.length();
        for (int i = 0; i < key.length(); i++) {
            hash = mix(hash ^ key.charAt(i)) + GOLDEN_GAMMA;
        }
        return mix(seed ^ hash);
    }

    private static long below(long seed, long key) {
        return mix(seed ^ mix(key + GOLDEN_GAMMA));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private Draws() {}
}
