package dev.sagfleet.agent.shaping;

/**
 * The credit of a bucket in exact integers, to hold a bucket against that rounds: it may pass less, never more.
 *
 * <p>The credit is earned at the rate up to the burst, is cut to a smaller burst, and pays for what passes. If it never
 * falls below 0, then in any window there passed no more than the credit at its beginning and what was earned in it,
 * so no more than the burst at its beginning and the rates times the time. Conversely, while a burst stays as
 * it is, the burst less the credit is the most by which any window that ends now is above its rate times its time
 * (Lindley's recursion), so that a window that passes more makes the credit negative.
 *
 * <p>The unit is the microbit: what 1 kbit/s carries in 1 ns.
 */
final class BoundLedger {
    private static final long MICROBITS_PER_BYTE = 8_000_000;
    private static final int FRAMES_BYTES = 2 * 1_514;

    private boolean opened;
    private boolean limited;
    private long kilobitsPerSecond;
    private long burst;
    private long credit;
    private long earnedAtNanos;

    void limit(long newKilobitsPerSecond, long burstMicros, long nowNanos) {
        earn(nowNanos);
        kilobitsPerSecond = newKilobitsPerSecond;
        long framesMicros = -Math.floorDiv(-FRAMES_BYTES * 8_000L, kilobitsPerSecond);
        burst = Math.max(framesMicros, burstMicros) * 1_000 * kilobitsPerSecond;
        credit = opened ? Math.min(credit, burst) : burst / 2;
        opened = true;
        limited = true;
        earnedAtNanos = nowNanos;
    }

    /** Neither earns nor pays until it is limited again. */
    void suspend(boolean opens, long nowNanos) {
        earn(nowNanos);
        opened |= opens;
        limited = false;
    }

    /** Whether what passes is covered by the credit. */
    boolean pass(int bytes, long nowNanos) {
        if (limited) {
            earn(nowNanos);
            credit -= bytes * MICROBITS_PER_BYTE;
        }
        return credit >= 0;
    }

    /** The largest packet that can ever pass, or an ordinary one where that is not limited. */
    int burstBytes() {
        return limited ? Math.toIntExact(burst / MICROBITS_PER_BYTE) : FRAMES_BYTES / 2;
    }

    private void earn(long nowNanos) {
        if (limited) {
            long elapsedNanos = nowNanos - earnedAtNanos;
            earnedAtNanos = nowNanos;
            // Compare before multiplying: rate times a long idle time does not fit in a long.
            boolean full = elapsedNanos > (burst - credit) / kilobitsPerSecond;
            credit = full ? burst : credit + elapsedNanos * kilobitsPerSecond;
        }
    }
}
