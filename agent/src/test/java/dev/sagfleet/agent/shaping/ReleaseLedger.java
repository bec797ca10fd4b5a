package dev.sagfleet.agent.shaping;

/**
 * What a bucket let pass against what it may: over any window its burst and what its rates allow. Times are those of
 * the latest release, which do not go back.
 */
final class ReleaseLedger {
    private static final long MICROBITS_PER_BYTE = 8_000_000;

    private final String name;
    private long kilobitsPerSecond;
    private long burstBytes;
    private long nowNanos;
    private long passedBytes;

    /** Of all windows that end now: the most that passed above the rates. */
    private long excessMicrobits;

    /** The largest burst there was in that window. */
    private long boundBytes;

    ReleaseLedger(String name, long nowNanos) {
        this.name = name;
        this.nowNanos = nowNanos;
    }

    void set(long newKilobitsPerSecond, long newBurstBytes, long atNanos) {
        moveTo(atNanos);
        kilobitsPerSecond = newKilobitsPerSecond;
        burstBytes = newBurstBytes;
        boundBytes = Math.max(boundBytes, burstBytes);
    }

    /** Begins all windows anew. */
    void forget() {
        excessMicrobits = 0;
        boundBytes = burstBytes;
    }

    void pass(int bytes, long atNanos) {
        moveTo(atNanos);
        passedBytes += bytes;
        excessMicrobits += bytes * MICROBITS_PER_BYTE;
        if (excessMicrobits > boundBytes * MICROBITS_PER_BYTE) {
            throw new AssertionError(name + ": passed " + excessMicrobits / 8e6 + " bytes above " + kilobitsPerSecond
                    + " kbit/s (expected: at most " + boundBytes + ')');
        }
    }

    long passedBytes() {
        return passedBytes;
    }

    private void moveTo(long atNanos) {
        long elapsedNanos = Math.max(0, atNanos - nowNanos);
        nowNanos += elapsedNanos;
        // Compare before multiplying: the product of a rate and a long pause does not fit.
        if (kilobitsPerSecond > 0 && elapsedNanos >= excessMicrobits / kilobitsPerSecond + 1) {
            forget();
        } else {
            excessMicrobits -= elapsedNanos * kilobitsPerSecond;
        }
    }
}
